using System.Diagnostics;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Crash;

/// <summary>Somebody looks into the database of a server with <c>sqlite3</c>, and is the last to leave it unless SQLite sees that the server has it open.</summary>
[Trait("Database", "SQLite")]
public sealed class OutsideReaderTests
{
    // Where SQLite locks a file that it has open, in WAL until it closes it.
    private const string SharedRange = " 1073741826 ";

    private const string Sqlite = "/usr/bin/sqlite3";
    private const string CountPhones = "SELECT COUNT(*) FROM Phones";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Commit_AfterAnotherHasLooked_IsThereAfterAKill(int starts)
    {
        using var database = await StartBeforeAsync(starts);
        using var scene = await CoreBeside.OpenAsync(database);
        var qr = await scene.OpenEnrollmentAsync();
        using var program = await ServingProgram.StartAsync(database.ConnectionString);
        // By connections that it keeps: a new one would make what was taken away anew.
        TestPhone phone = new();
        var claimed = await phone.MustClaimAsync(program.SendAsync, qr);

        Assert.Equal("0", await LookAsync(database));
        await phone.MustAcceptAsync(program.SendAsync, qr, claimed);
        program.Kill();
        await program.EndAsync();

        Assert.Equal(["1"], await SqliteTestDatabase.QueryAsync(database.Path, CountPhones));
        using var next = await ServingProgram.StartAsync(database.ConnectionString);
        await scene.VerifyAsync([]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Start_HoldsTheDatabaseByALock(int starts)
    {
        using var database = await StartBeforeAsync(starts);
        using var program = await ServingProgram.StartAsync(database.ConnectionString);

        Assert.Contains(
            await File.ReadAllLinesAsync("/proc/locks", Cancellation),
            line => line.Contains(SharedRange, StringComparison.Ordinal) && line.Contains($" READ {program.Id} ", StringComparison.Ordinal));
    }

    // Debian's: the library of the program is newer, and more careful before it takes a log away.
    private static async Task<string> LookAsync(SqliteTestDatabase database)
    {
        Assert.SkipUnless(File.Exists(Sqlite), $"{Sqlite} is not there.");
        using var sqlite = Process.Start(new ProcessStartInfo(Sqlite, [database.Path, CountPhones]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var told = await sqlite.StandardOutput.ReadToEndAsync(Cancellation);
        await sqlite.WaitForExitAsync(Cancellation);
        return told.TrimEnd();
    }

    private static async Task<SqliteTestDatabase> StartBeforeAsync(int starts)
    {
        var database = new SqliteTestDatabase();
        for (var earlier = 1; earlier < starts; earlier++)
            (await ServingProgram.StartAsync(database.ConnectionString)).Dispose();
        return database;
    }
}
