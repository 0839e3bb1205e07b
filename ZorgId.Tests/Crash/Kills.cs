using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Crash;

/// <summary>
/// How often the program is killed, and with which random numbers: <c>ZORGID_KILLS</c> asks for more than the suite's own few,
/// <c>ZORGID_SEED</c> repeats the numbers of another run.
/// </summary>
internal static class Kills
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly int Total = Read("ZORGID_KILLS") ?? 5;

    /// <summary>Of a new and of an older database, each: a fifth.</summary>
    public static int DuringMigration => Math.Max(1, Total / 5);

    /// <summary>At each step of a restore: a tenth, and at least one.</summary>
    public static int DuringRestore => Math.Max(1, Total / 10);

    /// <summary>Under load, and during the starts between: three fifths.</summary>
    public static int UnderLoad => Math.Max(1, Total * 3 / 5);

    public static SeededRandom TakeRandom()
    {
        var seed = Read("ZORGID_SEED") ?? RandomNumberGenerator.GetInt32(int.MaxValue);
        TestContext.Current.TestOutputHelper!.WriteLine($"ZORGID_SEED={seed}");
        return new SeededRandom(seed);
    }

    /// <summary>Starts the program and kills it at a change that it makes to its files; where it makes fewer, as soon as it listens.</summary>
    /// <param name="change">The first is 1.</param>
    public static async Task DuringStartAsync(SqliteTestDatabase database, int change)
    {
        using var watch = new ChangeWatch(Path.GetDirectoryName(database.Path)!, change);
        using var program = ServingProgram.Begin(database.ConnectionString);
        var listening = program.ListensAsync();
        await Task.WhenAny(watch.Reached, listening);
        program.Kill();
        await program.EndAsync();
        TestContext.Current.TestOutputHelper!.WriteLine($"Killed at change {watch.Seen} of its start, for {change}; listening: {listening.IsCompleted && await listening}.");
    }

    /// <summary>Begins a restore and kills it as soon as it has come to a step; if it is done by then, it is.</summary>
    public static async Task DuringRestoreAsync(RestoreScene scene, RestoreStep step)
    {
        using var watch = new StepWatch(Path.GetDirectoryName(scene.Database.Path)!, step);
        using var program = Process.Start(PortalProgram.Describe(ServingProgram.SettingsFor(scene.Database.ConnectionString), "restore", scene.Copy.Path))!;
        var told = program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var ended = program.WaitForExitAsync(TestContext.Current.CancellationToken);
        await Task.WhenAny(watch.Reached, ended);
        program.Kill();
        await ended;
        // The system tells of it in its own time, and yet of everything.
        await watch.Reached.WaitAsync(Limit, TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper!.WriteLine($"Killed when {step} was seen; {((await told).Length > 0 ? "it had said that it was done" : "it had not come to its end")}.");
    }

    private static int? Read(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : null;
}
