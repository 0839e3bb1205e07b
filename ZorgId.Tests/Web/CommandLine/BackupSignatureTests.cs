using ZorgId.Tests.Support;
using ZorgId.Web.CommandLine;
using ZorgId.Web.Platform.Settings;

namespace ZorgId.Tests.Web.CommandLine;

/// <summary>A backup that somebody has written to is not restored: the signature beside it, the schema within it, a head that was kept.</summary>
[Trait("Database", "SQLite")]
public sealed class BackupSignatureTests
{
    private const string Trigger = "CREATE TRIGGER forget AFTER UPDATE OF PinFailures ON Phones BEGIN UPDATE Phones SET PinFailures = 0; END";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Restore_OfWhatBackupMade_NeedsNothingMore()
    {
        using var scene = await RestoreScene.StartAsync();
        using var copy = new SqliteTestDatabase();
        Assert.Equal(0, (await RestoreScene.RunAsync(scene.Database, "backup", copy.Path)).Exit);

        var end = await RestoreScene.RunAsync(scene.Database, "restore", copy.Path);

        Assert.Equal((0, ""), (end.Exit, end.Errors));
        Assert.DoesNotContain("not signed", end.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restore_FileThatWasChanged_IsRefused()
    {
        using var scene = await RestoreScene.StartAsync();
        await SqliteTestDatabase.QueryAsync(scene.Copy.Path, "UPDATE Accounts SET BirthDate = '1980-02-02'");
        var before = scene.Files();

        var end = await RestoreScene.RunAsync(scene.Database, "restore", scene.Copy.Path);

        end.MustComplain(1, $"{scene.Copy.Path} is not restored: {scene.Copy.Path}.sig was made for another file, or with another certificate. --unsigned takes it all the same, and the log says so.");
        Assert.Equal(before, scene.Files());
    }

    [Fact]
    public async Task Restore_SignatureOfAnotherKey_IsRefusedUnlessThatWasInUseBefore()
    {
        using var scene = await RestoreScene.StartAsync();
        using var elsewhere = new SqliteTestDatabase();
        using var other = KeyCertificate.Beside(elsewhere.Path);
        File.Delete(scene.Copy.Path + ".sig");
        await BackupSignature.WriteAsync(scene.Copy.Path, other, Cancellation);

        var refused = await RestoreScene.RunAsync(scene.Database, "restore", scene.Copy.Path);
        Assert.Equal(1, refused.Exit);
        Assert.Contains("with another certificate", refused.Errors, StringComparison.Ordinal);

        var old = Path.Combine(Path.GetDirectoryName(elsewhere.Path)!, "old.crt");
        await File.WriteAllTextAsync(old, other.ExportCertificatePem(), Cancellation);
        var taken = await scene.RestoreSignedAsync(("Keys:Previous", old));
        Assert.Equal((0, ""), (taken.Exit, taken.Errors));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no signature")]
    public async Task Restore_WithoutASignature_IsRefusedAndTakenOnlyWhereThatIsMeant(string? signature)
    {
        using var scene = await RestoreScene.StartAsync();
        File.Delete(scene.Copy.Path + ".sig");
        if (signature is not null)
            await File.WriteAllTextAsync(scene.Copy.Path + ".sig", signature, Cancellation);

        Assert.Equal(1, (await RestoreScene.RunAsync(scene.Database, "restore", scene.Copy.Path)).Exit);
        var end = await RestoreScene.RunAsync(scene.Database, "restore", "--unsigned", scene.Copy.Path);

        Assert.Equal((0, ""), (end.Exit, end.Errors));
        Assert.Contains(" It was not signed. ", end.Output, StringComparison.Ordinal);
        Assert.EndsWith(" unsigned", Assert.Single(await SqliteTestDatabase.QueryAsync(scene.Database.Path, "SELECT Detail FROM AuditEntries WHERE Action = 'DatabaseRestored'")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restore_CopyWithATrigger_IsRefusedAlsoWhereItMayBeUnsigned()
    {
        using var scene = await RestoreScene.StartAsync();
        await SqliteTestDatabase.QueryAsync(scene.Copy.Path, Trigger);

        var end = await RestoreScene.RunAsync(scene.Database, "restore", "--unsigned", scene.Copy.Path);

        Assert.Equal(1, end.Exit);
        Assert.Contains("is not restored: The schema of the database is not this program's: it holds the trigger forget of Phones.", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_DatabaseWithATrigger_IsOneSentence()
    {
        using var scene = await RestoreScene.StartAsync();
        await SqliteTestDatabase.QueryAsync(scene.Database.Path, Trigger);

        var end = await RestoreScene.RunAsync(scene.Database, "audit", "prune");

        Assert.Equal((1, ""), (end.Exit, end.Output));
        Assert.StartsWith("The schema of the database is not this program's: it holds the trigger forget of Phones.", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restore_HeadThatWasKept_MustBeInTheCopy()
    {
        using var scene = await RestoreScene.StartAsync();
        var (own, later) = (await SqliteTestDatabase.HeadAsync(scene.Copy.Path), await SqliteTestDatabase.HeadAsync(scene.Database.Path));

        var refused = await RestoreScene.RunAsync(scene.Database, "restore", "--head", later, scene.Copy.Path);
        Assert.Equal(1, refused.Exit);
        Assert.Contains("is not restored: the log is broken. Entry 4 is not the one that --head tells of", refused.Errors, StringComparison.Ordinal);

        Assert.Equal(0, (await RestoreScene.RunAsync(scene.Database, "restore", "--head", own, scene.Copy.Path)).Exit);
    }

    [Fact]
    public async Task Backup_WhereASignatureLies_IsRefused()
    {
        using var scene = await RestoreScene.StartAsync();
        using var copy = new SqliteTestDatabase();
        await File.WriteAllTextAsync(copy.Path + ".sig", "of another", Cancellation);

        (await RestoreScene.RunAsync(scene.Database, "backup", copy.Path)).MustComplain(2, $"There is no backup: {copy.Path}.sig is there already.");
    }
}
