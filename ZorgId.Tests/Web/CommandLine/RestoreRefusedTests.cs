using System.Globalization;
using System.Text;
using ZorgId.Tests.Support;
using ZorgId.Web.Platform.Settings;

namespace ZorgId.Tests.Web.CommandLine;

/// <summary>A copy that may not be put back, or not now: one sentence, and all is left as it was.</summary>
[Trait("Database", "SQLite")]
public sealed class RestoreRefusedTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>What is wrong with a copy, how it came to be so, and what the operator is told.</summary>
    public static TheoryData<string> Faults => [.. All.Keys];

    private static readonly Dictionary<string, (Func<RestoreScene, Task> Spoil, string Sentence)> All = new()
    {
        ["no database"] = (s => File.WriteAllTextAsync(s.Copy.Path, new string('x', 5000), Cancellation), "{0} is not restored: it is no SQLite database."),
        ["empty"] = (s => File.WriteAllBytesAsync(s.Copy.Path, [], Cancellation), "{0} is not restored: it is no database of this program."),
        ["cut off"] = (s => Do(() => CutOff(s.Copy.Path)), "{0} is not restored: it is not sound, or not all of it is there."),
        ["a page lost"] = (s => LosePageAsync(s.Copy.Path), "{0} is not restored: it is not sound: "),
        ["of something else"] = (ReplaceByForeignAsync, "{0} is not restored: it is no database of this program."),
        ["of a newer program"] = (
            s => SqliteTestDatabase.QueryAsync(s.Copy.Path, "INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Later', '99.0.0')"),
            "{0} is not restored: it is of a newer program: the migration 29990101000000_Later is not known here."),
        ["log changed"] = (
            s => SqliteTestDatabase.QueryAsync(s.Copy.Path, "DROP TRIGGER AuditEntries_Update; UPDATE AuditEntries SET Detail = 'x' WHERE Id = (SELECT EntryId FROM AuditLeaves WHERE \"Index\" = 2)"),
            "{0} is not restored: the log is broken. Entry 2 is not as it was written, or not where it was written. Audit head "),
        ["of a demo"] = (
            s => SqliteTestDatabase.QueryAsync(s.Copy.Path, "INSERT INTO DemoMarks (Id, Address) VALUES (1, 'http://localhost:5080')"),
            "{0} is not restored: This database was made by demo mode and is not served as a portal: "),
        ["part of a database in use"] = (s => File.WriteAllTextAsync(s.Copy.Path + "-wal", "x", Cancellation), "{0} is not restored: {0}-wal lies beside it, so that it is not a whole copy by itself."),
        ["keys lost"] = (s => Do(() => File.Delete(s.Database.Path + ".keys.pfx")), "{1}.keys.pfx is missing, which opens what is encrypted in the copy: put it there first."),
        ["keys of another"] = (s => Do(() => MakeOtherKeys(s.Database.Path)), "{0} is not restored: {1}.keys.pfx does not open its keys; put the one that it was made with there."),
        ["keys that are none"] = (s => File.WriteAllTextAsync(s.Database.Path + ".keys.pfx", "x", Cancellation), "{1}.keys.pfx is not the key file that belongs beside this database; put that back."),
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Restore_CopyThatMayNotBe_IsOneSentenceAndLeavesAllAsItWas(string fault)
    {
        using var scene = await RestoreScene.StartAsync();
        var (spoil, sentence) = All[fault];
        await spoil(scene);
        var before = scene.Files();

        var end = await scene.RestoreAsync();

        Assert.Equal((1, ""), (end.Exit, end.Output));
        var expected = string.Format(CultureInfo.InvariantCulture, sentence, scene.Copy.Path, scene.Database.Path);
        Assert.StartsWith(expected, Assert.Single(end.Errors.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.Equal(before, scene.Files());
    }

    [Fact]
    public async Task Restore_DatabaseThatSomethingElseHasOpen_IsRefused()
    {
        using var scene = await RestoreScene.StartAsync();
        // Such as a tool that knows SQLite, and nothing of this program.
        await using var other = new Microsoft.Data.Sqlite.SqliteConnection($"{scene.Database.ConnectionString};Pooling=False");
        await other.OpenAsync(Cancellation);
        await using var command = other.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM Accounts";
        await command.ExecuteScalarAsync(Cancellation);

        var end = await scene.RestoreAsync();

        end.MustComplain(1, $"{scene.Copy.Path} is not restored: SQLite Error 5: 'database is locked'.");
        Assert.Equal(2L, await command.ExecuteScalarAsync(Cancellation));
        Assert.Empty(scene.Asides());
        Assert.False(Directory.Exists(scene.Database.Path + ".restoring"));
    }

    [Fact]
    public async Task Restore_OfACopyThatIsNotThere_IsRefused()
    {
        using var scene = await RestoreScene.StartAsync();
        File.Delete(scene.Copy.Path);

        (await scene.RestoreAsync()).MustComplain(2, $"There is no {scene.Copy.Path}.");
    }

    [Fact]
    public async Task Restore_OfTheDatabaseItself_IsRefused()
    {
        using var scene = await RestoreScene.StartAsync();

        var end = await RestoreScene.RunAsync(scene.Database, "restore", scene.Database.Path);

        end.MustComplain(2, $"{scene.Database.Path} is the database itself, and not a copy of it.");
    }

    [Fact]
    public async Task Start_WhileARestoreHasTheDatabase_IsRefused()
    {
        using var scene = await RestoreScene.StartAsync();
        await using var alone = new FileStream(scene.Database.Path + ".serving", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

        var server = await PortalProgram.RunAsync(ServingProgram.SettingsFor(scene.Database.ConnectionString), "--urls", "http://127.0.0.1:0");
        var command = await RestoreScene.RunAsync(scene.Database, "audit", "verify");

        const string Sentence = "The database is being restored or moved: start again when that is done.";
        server.MustComplain(1, Sentence);
        command.MustComplain(1, Sentence);
        (await scene.RestoreAsync()).MustComplain(1, $"{scene.Database.Path} is in use: stop the server, and whatever command works with it, before a restore.");
    }

    private static Task Do(Action act)
    {
        act();
        return Task.CompletedTask;
    }

    private static void CutOff(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        stream.SetLength(stream.Length / 2);
    }

    // The accounts' table is no table any more.
    private static async Task LosePageAsync(string file)
    {
        var page = int.Parse(Assert.Single(await SqliteTestDatabase.QueryAsync(file, "SELECT rootpage FROM sqlite_master WHERE type = 'table' AND name = 'Accounts'")), CultureInfo.InvariantCulture);
        var size = int.Parse(Assert.Single(await SqliteTestDatabase.QueryAsync(file, "PRAGMA page_size")), CultureInfo.InvariantCulture);
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Seek((long)(page - 1) * size, SeekOrigin.Begin);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(new string('x', size)), Cancellation);
    }

    private static Task<IReadOnlyList<string>> ReplaceByForeignAsync(RestoreScene scene)
    {
        File.Delete(scene.Copy.Path);
        return SqliteTestDatabase.QueryAsync(scene.Copy.Path, "CREATE TABLE Things (Id INTEGER)");
    }

    private static void MakeOtherKeys(string database)
    {
        File.Delete(database + ".keys.pfx");
        using var elsewhere = new SqliteTestDatabase();
        KeyCertificate.Beside(elsewhere.Path).Dispose();
        File.Move(elsewhere.Path + ".keys.pfx", database + ".keys.pfx");
    }
}
