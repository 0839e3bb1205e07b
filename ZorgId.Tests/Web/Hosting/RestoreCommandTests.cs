using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using ZorgId.Core;
using ZorgId.Core.Persistence;
using ZorgId.Tests.Crash;
using ZorgId.Tests.Support;
using ZorgId.Web.Hosting;

namespace ZorgId.Tests.Web.Hosting;

/// <summary>A copy is put back by an operator: when it may be, what is true afterwards, and what is left where it may not.</summary>
[Trait("Database", "SQLite")]
public sealed class RestoreCommandTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>What is wrong with a copy, how it came to be so, and what the operator is told.</summary>
    public static TheoryData<string> Faults => [.. All.Keys];

    private static readonly Dictionary<string, (Func<RestoreScene, Task> Spoil, string Sentence)> All = new()
    {
        ["missing"] = (s => Do(() => File.Delete(s.Copy.Path)), "There is no {0}."),
        ["no database"] = (s => File.WriteAllTextAsync(s.Copy.Path, new string('x', 5000), Cancellation), "{0} is not restored: it is no SQLite database."),
        ["empty"] = (s => File.WriteAllBytesAsync(s.Copy.Path, [], Cancellation), "{0} is not restored: it is no database of this program."),
        ["cut off"] = (s => Do(() => CutOff(s.Copy.Path)), "{0} is not restored: it is not sound, or not all of it is there."),
        ["a page lost"] = (s => LosePageAsync(s.Copy.Path), "{0} is not restored: it is not sound: "),
        ["of something else"] = (ReplaceByForeignAsync, "{0} is not restored: it is no database of this program."),
        ["of a newer program"] = (
            s => RestoreScene.ReadAsync(s.Copy.Path, "INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Later', '99.0.0')"),
            "{0} is not restored: it is of a newer program: the migration 29990101000000_Later is not known here."),
        ["log changed"] = (
            s => RestoreScene.ReadAsync(s.Copy.Path, "DROP TRIGGER AuditEntries_Update; UPDATE AuditEntries SET Detail = 'x' WHERE Sequence = 2"),
            "{0} is not restored: its log is broken. Entry 2 is not as it was written, or not where it was written. Audit head 3:"),
        ["of a demo"] = (
            s => RestoreScene.ReadAsync(s.Copy.Path, "INSERT INTO DemoMarks (Id, Address) VALUES (1, 'http://localhost:5080')"),
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
    public async Task Restore_OfARunningPortalsBackup_IsServedAndPeopleOfThenLogIn()
    {
        using var database = await TestDatabase.CreateAsync();
        SharedCertificate.LayBeside(database.Path);
        using var copy = new TestDatabase();
        var (early, late) = (new TestPhone(), new TestPhone());
        using (var program = await ServingProgram.StartAsync(database.ConnectionString))
        using (var browser = await CrashScene.OpenAsync(database))
        {
            await new Errand(early, await browser.OpenEnrollmentAsync(), ErrandStep.Claim, ErrandStep.Accept).RunAsync(program, () => { });
            Assert.Equal(0, (await RunAsync(database, "backup", copy.Path)).Exit);
            await new Errand(late, await browser.OpenEnrollmentAsync(), ErrandStep.Claim, ErrandStep.Accept).RunAsync(program, () => { });

            (await RunAsync(database, "restore", copy.Path)).MustComplain(
                1, $"{database.Path} is in use: stop the server, and whatever command works with it, before a restore.");
            program.Kill();
            await program.EndAsync();
        }

        var end = await RunAsync(database, "restore", copy.Path);

        Assert.Equal((0, ""), (end.Exit, end.Errors));
        Assert.StartsWith($"{database.Path} is restored from {copy.Path}: 6 entries of its log were proven. Audit head 7:", Assert.Single(end.Lines), StringComparison.Ordinal);
        var aside = end.Lines[0].Split("The one before it is ")[1].TrimEnd('.');
        Assert.Equal(["2"], await RestoreScene.ReadAsync(aside, "SELECT COUNT(*) FROM Phones"));
        Assert.Equal(["Operator"], await RestoreScene.ReadAsync(database.Path, "SELECT Party FROM AuditEntries WHERE Action = 'DatabaseRestored'"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(database.Path));

        using (var program = await ServingProgram.StartAsync(database.ConnectionString))
        using (var browser = await CrashScene.OpenAsync(database))
        {
            await new Errand(early, await browser.OpenLoginAsync("192.0.2.9"), ErrandStep.Claim, ErrandStep.Accept).RunAsync(program, () => { });
            var login = await browser.OpenLoginAsync("192.0.2.9");
            await (await program.SendAsync($"/mobile/v1/sessions/{login.Sid}/claim", late.Claim(login))).MustProblemAsync(401, "unknown-phone");
        }

        var head = end.Lines[0].Split("Audit head ")[1].Split(". ")[0];
        Assert.Equal((0, ""), await ProveAsync(database, head));
    }

    [Fact]
    public async Task Restore_OverADatabaseWhoseProgramWasKilled_KeepsAllOfItAndTakesNothingOver()
    {
        using var scene = await RestoreScene.StartAsync();
        using (var program = await ServingProgram.StartAsync(scene.Database.ConnectionString))
        {
            using (var browser = await CrashScene.OpenAsync(scene.Database))
                await browser.OpenLoginAsync("192.0.2.9");
            program.Kill();
            await program.EndAsync();
        }

        // What was done last stands in the write-ahead log only.
        Assert.True(new FileInfo(scene.Database.Path + "-wal").Length > 0);

        var end = await scene.RestoreAsync();

        Assert.Equal((0, ""), (end.Exit, end.Errors));
        Assert.False(File.Exists(scene.Database.Path + "-wal"));
        await scene.MustBeRestoredAsync();
        Assert.Equal(["0"], await RestoreScene.ReadAsync(scene.Database.Path, "SELECT COUNT(*) FROM QrSessions WHERE Kind = 'Login'"));
        var aside = Assert.Single(scene.Asides());
        Assert.Equal(["1"], await RestoreScene.ReadAsync(aside, "SELECT COUNT(*) FROM QrSessions WHERE Kind = 'Login'"));
        // The log tells which log it was that went on.
        var replaced = await RestoreScene.ReadAsync(aside, "SELECT Sequence || ':' || lower(hex(Hash)) FROM AuditHeads");
        Assert.Equal(replaced, await RestoreScene.ReadAsync(scene.Database.Path, "SELECT Detail FROM AuditEntries WHERE Action = 'DatabaseRestored'"));
    }

    [Fact]
    public async Task Restore_OfWhatARestoreReplaced_BringsItBack()
    {
        using var scene = await RestoreScene.StartAsync();
        Assert.Equal(0, (await scene.RestoreAsync()).Exit);

        var end = await RunAsync(scene.Database, "restore", Assert.Single(scene.Asides()));

        Assert.Equal((0, ""), (end.Exit, end.Errors));
        Assert.Equal(["2"], await RestoreScene.ReadAsync(scene.Database.Path, "SELECT COUNT(*) FROM Accounts"));
        Assert.Equal(2, scene.Asides().Length);
        Assert.Equal((0, ""), await ProveAsync(scene.Database));
    }

    [Fact]
    public async Task Restore_OfAnOlderProgramsCopy_BringsItToThisSchema()
    {
        using var scene = await RestoreScene.StartAsync();
        File.Delete(scene.Copy.Path);
        await using (var services = new ServiceCollection().AddZorgIdCore(new DatabaseSource(DatabaseProvider.SQLite, $"{scene.Copy.ConnectionString};Pooling=False")).BuildServiceProvider())
        await using (var db = await services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Cancellation))
            await db.GetService<IMigrator>().MigrateAsync("Initial", Cancellation);
        var before = await File.ReadAllBytesAsync(scene.Copy.Path, Cancellation);

        var end = await scene.RestoreAsync();

        Assert.Equal((0, ""), (end.Exit, end.Errors));
        Assert.Equal(["DatabaseRestored"], await RestoreScene.ReadAsync(scene.Database.Path, "SELECT Action FROM AuditEntries"));
        Assert.Equal(before, await File.ReadAllBytesAsync(scene.Copy.Path, Cancellation));
        Assert.Equal((0, ""), await ProveAsync(scene.Database));
    }

    [Fact]
    public async Task Restore_WhereThereIsNoDatabase_IsServedAfterwards()
    {
        using var scene = await RestoreScene.StartAsync();
        File.Delete(scene.Database.Path);
        // Of the one that was lost: SQLite would take it for the new one's.
        await File.WriteAllTextAsync(scene.Database.Path + "-wal", "another's", Cancellation);

        var end = await scene.RestoreAsync();

        Assert.Equal((0, ""), (end.Exit, end.Errors));
        await scene.MustBeRestoredAsync();
        Assert.Equal("another's", await File.ReadAllTextAsync(Assert.Single(scene.Asides()) + "-wal", Cancellation));
        using var program = await ServingProgram.StartAsync(scene.Database.ConnectionString);
        await (await program.GetAsync("/mobile/v1/environment")).MustJsonAsync();
    }

    [Fact]
    public async Task Restore_OnANewMachine_LeavesNothingBesides()
    {
        using var scene = await RestoreScene.StartAsync();
        File.Delete(scene.Database.Path);

        var end = await scene.RestoreAsync();

        Assert.EndsWith(" There was none before it.", Assert.Single(end.Lines), StringComparison.Ordinal);
        Assert.Equal(["portal.db", "portal.db.keys.pfx"], scene.Files().Keys.Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        await scene.MustBeRestoredAsync();
    }

    [Fact]
    public async Task Restore_OverADatabaseThatIsBroken_KeepsItAsItIs()
    {
        using var scene = await RestoreScene.StartAsync();
        await File.WriteAllTextAsync(scene.Database.Path, new string('x', 5000), Cancellation);

        var end = await scene.RestoreAsync();

        Assert.Equal((0, ""), (end.Exit, end.Errors));
        await scene.MustBeRestoredAsync();
        Assert.Equal(new string('x', 5000), await File.ReadAllTextAsync(Assert.Single(scene.Asides()), Cancellation));
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
    public async Task Restore_OfTheDatabaseItself_IsRefused()
    {
        using var scene = await RestoreScene.StartAsync();

        var end = await RunAsync(scene.Database, "restore", scene.Database.Path);

        end.MustComplain(1, $"{scene.Database.Path} is the database itself, and not a copy of it.");
    }

    [Fact]
    public async Task Start_WhileARestoreHasTheDatabase_IsRefused()
    {
        using var scene = await RestoreScene.StartAsync();
        await using var alone = new FileStream(scene.Database.Path + ".serving", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

        var server = await PortalProgram.RunAsync(ServingProgram.SettingsFor(scene.Database.ConnectionString), "--urls", "http://127.0.0.1:0");
        var command = await RunAsync(scene.Database, "audit", "verify");

        const string Sentence = "The database is being restored or moved: start again when that is done.";
        server.MustComplain(1, Sentence);
        command.MustComplain(1, Sentence);
        (await scene.RestoreAsync()).MustComplain(1, $"{scene.Database.Path} is in use: stop the server, and whatever command works with it, before a restore.");
    }

    private static Task<ProgramEnd> RunAsync(TestDatabase database, params string[] arguments) =>
        PortalProgram.RunHereAsync(ServingProgram.SettingsFor(database.ConnectionString + ";Pooling=False"), arguments);

    private static async Task<(int Exit, string Errors)> ProveAsync(TestDatabase database, string? head = null)
    {
        var proof = await RunAsync(database, ["audit", "verify", .. head is null ? (string[])[] : ["--head", head]]);
        return (proof.Exit, proof.Errors);
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
        var page = int.Parse(Assert.Single(await RestoreScene.ReadAsync(file, "SELECT rootpage FROM sqlite_master WHERE type = 'table' AND name = 'Accounts'")), CultureInfo.InvariantCulture);
        var size = int.Parse(Assert.Single(await RestoreScene.ReadAsync(file, "PRAGMA page_size")), CultureInfo.InvariantCulture);
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Seek((long)(page - 1) * size, SeekOrigin.Begin);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(new string('x', size)), Cancellation);
    }

    private static Task<IReadOnlyList<string>> ReplaceByForeignAsync(RestoreScene scene)
    {
        File.Delete(scene.Copy.Path);
        return RestoreScene.ReadAsync(scene.Copy.Path, "CREATE TABLE Things (Id INTEGER)");
    }

    private static void MakeOtherKeys(string database)
    {
        File.Delete(database + ".keys.pfx");
        using var elsewhere = new TestDatabase();
        KeyCertificate.Beside(elsewhere.Path).Dispose();
        File.Move(elsewhere.Path + ".keys.pfx", database + ".keys.pfx");
    }
}
