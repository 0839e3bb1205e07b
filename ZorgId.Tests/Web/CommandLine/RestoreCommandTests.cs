using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using ZorgId.Core;
using ZorgId.Core.Persistence;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Web.CommandLine;

/// <summary>A copy is put back by an operator: what is true afterwards.</summary>
[Trait("Database", "SQLite")]
public sealed class RestoreCommandTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Restore_OfARunningPortalsBackup_IsServedAndPeopleOfThenLogIn()
    {
        using var database = await SqliteTestDatabase.CreateAsync();
        using var copy = new SqliteTestDatabase();
        var (early, late) = (new TestPhone(), new TestPhone());
        using (var program = await ServingProgram.StartAsync(database.ConnectionString))
        using (var browser = await CoreBeside.OpenAsync(database))
        {
            await new PhoneScript(early, await browser.OpenEnrollmentAsync(), PhoneStep.Claim, PhoneStep.Accept).RunAsync(program, () => { });
            Assert.Equal(0, (await RestoreScene.RunAsync(database, "backup", copy.Path)).Exit);
            await new PhoneScript(late, await browser.OpenEnrollmentAsync(), PhoneStep.Claim, PhoneStep.Accept).RunAsync(program, () => { });

            (await RestoreScene.RunAsync(database, "restore", copy.Path)).MustComplain(
                1, $"{database.Path} is in use: stop the server, and whatever command works with it, before a restore.");
            program.Kill();
            await program.EndAsync();
        }

        var end = await RestoreScene.RunAsync(database, "restore", copy.Path);

        Assert.Equal((0, ""), (end.Exit, end.Errors));
        Assert.Matches($"^{database.Path} is restored from {copy.Path}: 6 entries of its log were proven\\. Audit head [0-9a-f-]+:7:", Assert.Single(end.Lines));
        var aside = end.Lines[0].Split("The one before it is ")[1].TrimEnd('.');
        Assert.Equal(["2"], await SqliteTestDatabase.QueryAsync(aside, "SELECT COUNT(*) FROM Phones"));
        Assert.Equal(["Operator"], await SqliteTestDatabase.QueryAsync(database.Path, "SELECT Party FROM AuditEntries WHERE Action = 'DatabaseRestored'"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(database.Path));

        using (var program = await ServingProgram.StartAsync(database.ConnectionString))
        using (var browser = await CoreBeside.OpenAsync(database))
        {
            await new PhoneScript(early, await browser.OpenLoginAsync("192.0.2.9"), PhoneStep.Claim, PhoneStep.Accept).RunAsync(program, () => { });
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
            using (var browser = await CoreBeside.OpenAsync(scene.Database))
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
        Assert.Equal(["0"], await SqliteTestDatabase.QueryAsync(scene.Database.Path, "SELECT COUNT(*) FROM QrSessions WHERE Kind = 'Login'"));
        var aside = Assert.Single(scene.Asides());
        Assert.Equal(["1"], await SqliteTestDatabase.QueryAsync(aside, "SELECT COUNT(*) FROM QrSessions WHERE Kind = 'Login'"));
        // The log tells which log it was that went on.
        Assert.Equal([await SqliteTestDatabase.HeadAsync(aside)], await SqliteTestDatabase.QueryAsync(scene.Database.Path, "SELECT Detail FROM AuditEntries WHERE Action = 'DatabaseRestored'"));
    }

    [Fact]
    public async Task Restore_OfWhatARestoreReplaced_BringsItBack()
    {
        using var scene = await RestoreScene.StartAsync();
        Assert.Equal(0, (await scene.RestoreAsync()).Exit);

        var end = await RestoreScene.RunAsync(scene.Database, "restore", "--unsigned", Assert.Single(scene.Asides()));

        Assert.Equal((0, ""), (end.Exit, end.Errors));
        Assert.Equal(["2"], await SqliteTestDatabase.QueryAsync(scene.Database.Path, "SELECT COUNT(*) FROM Accounts"));
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
        Assert.Equal(["DatabaseRestored"], await SqliteTestDatabase.QueryAsync(scene.Database.Path, "SELECT Action FROM AuditEntries"));
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
    public async Task Restore_PasswordOfNoCertificate_IsNotForTheFileBesideTheDatabase()
    {
        using var scene = await RestoreScene.StartAsync();

        var end = await scene.RestoreAsync(("Keys:CertificatePassword", "of another"));

        Assert.Equal((0, ""), (end.Exit, end.Errors));
        await scene.MustBeRestoredAsync();
    }

    private static async Task<(int Exit, string Errors)> ProveAsync(SqliteTestDatabase database, string? head = null)
    {
        var proof = await RestoreScene.RunAsync(database, ["audit", "verify", .. head is null ? (string[])[] : ["--head", head]]);
        return (proof.Exit, proof.Errors);
    }
}
