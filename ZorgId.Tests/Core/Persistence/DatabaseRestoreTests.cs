using ZorgId.Core.Persistence.Sqlite;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Persistence;

/// <summary>Each state that a killed restore can leave, and what the next makes of it.</summary>
[Trait("Database", "SQLite")]
public sealed class DatabaseRestoreTests : IDisposable
{
    private readonly SqliteTestDatabase _place = new();
    private readonly SqliteTestDatabase _copy = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Folder => _place.Path + ".restoring";

    public void Dispose()
    {
        _place.Dispose();
        _copy.Dispose();
    }

    [Fact]
    public async Task Restore_AfterOneThatWasKilledWhileItCopied_BeginsAnew()
    {
        await MakeAsync();
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Path.Combine(Folder, "draft.db"), "half", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(Folder, "draft.db-wal"), "half", Cancellation);

        var aside = await RestoreAsync();

        Assert.Equal("new", await NameAsync(_place.Path));
        Assert.Equal("old", await NameAsync(aside!));
        MustHoldOnly(_place.Path, aside!);
    }

    [Fact]
    public async Task Restore_AfterOneThatWasKilledBetweenSecondNameAndRename_KeepsOneOldDatabase()
    {
        await MakeAsync();
        var restore = await DraftAsync();
        // Link and no rename: the old database has two names. A copy is as good here.
        File.Copy(_place.Path, Path.Combine(Folder, "portal.db"));
        Assert.True(File.Exists(restore.Draft));

        var aside = await RestoreAsync();

        Assert.Equal("new", await NameAsync(_place.Path));
        Assert.Equal("old", await NameAsync(aside!));
        MustHoldOnly(_place.Path, aside!);
    }

    [Fact]
    public async Task Clear_AfterOneThatWasKilledRightAfterTheSwap_KeepsWhatItReplaced()
    {
        await MakeAsync();
        var restore = await DraftAsync();
        File.Replace(restore.Draft, _place.Path, Path.Combine(Folder, "portal.db"));
        await File.WriteAllTextAsync(restore.Draft + ".serving", "", Cancellation);

        NewRestore().Clear();

        Assert.Equal("new", await NameAsync(_place.Path));
        var aside = Assert.Single(Asides());
        Assert.Equal("old", await NameAsync(aside));
        MustHoldOnly(_place.Path, aside);
    }

    [Fact]
    public async Task Clear_LogThatWasMovedBeforeTheSwap_IsNeverPutBesideAnotherDatabase()
    {
        await MakeAsync();
        await DraftAsync();
        await File.WriteAllTextAsync(Path.Combine(Folder, "portal.db-wal"), "another's", Cancellation);

        NewRestore().Clear();

        Assert.Equal("old", await NameAsync(_place.Path));
        Assert.False(File.Exists(_place.Path + "-wal"));
        Assert.Equal("another's", await File.ReadAllTextAsync(Assert.Single(Asides()) + "-wal", Cancellation));
    }

    [Fact]
    public async Task Swap_OldDatabaseWithAWriteAheadLog_KeepsItInOneFile()
    {
        await MakeAsync();
        // As a kill leaves it: the row stands in the log only.
        using var killed = new SqliteTestDatabase();
        await using (var open = new Microsoft.Data.Sqlite.SqliteConnection($"{_place.ConnectionString};Pooling=False"))
        {
            await open.OpenAsync(Cancellation);
            await using var command = open.CreateCommand();
            command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; UPDATE Names SET Name = 'older';";
            await command.ExecuteNonQueryAsync(Cancellation);
            foreach (var end in (string[])["", "-wal"])
                File.Copy(_place.Path + end, killed.Path + end);
        }

        File.Copy(killed.Path, _place.Path, overwrite: true);
        File.Copy(killed.Path + "-wal", _place.Path + "-wal");

        var aside = await RestoreAsync();

        Assert.False(File.Exists(_place.Path + "-wal") || File.Exists(aside + "-wal"));
        Assert.Equal("new", await NameAsync(_place.Path));
        Assert.Equal("older", await NameAsync(aside!));
    }

    [Fact]
    public async Task Clear_NothingLeft_DoesNothing()
    {
        await MakeAsync();

        NewRestore().Clear();

        MustHoldOnly(_place.Path);
    }

    private DatabaseRestore NewRestore() => new(_place.Path, TimeProvider.System);

    private async Task<DatabaseRestore> DraftAsync()
    {
        var restore = NewRestore();
        await restore.MakeDraftAsync(_copy.Path, _ => { }, Cancellation);
        return restore;
    }

    private async Task<string?> RestoreAsync()
    {
        var restore = await DraftAsync();
        await restore.CheckDraftAsync(Cancellation);
        await restore.CloseOldAsync(Cancellation);
        return await restore.SwapAsync(Cancellation);
    }

    private async Task MakeAsync()
    {
        foreach (var (file, name) in ((string, string)[])[(_place.Path, "old"), (_copy.Path, "new")])
            await SqliteTestDatabase.QueryAsync(file, $"CREATE TABLE Names (Name TEXT); INSERT INTO Names VALUES ('{name}');");
    }

    private static async Task<string> NameAsync(string file) => Assert.Single(await SqliteTestDatabase.QueryAsync(file, "SELECT Name FROM Names"));

    private string[] Asides() => [.. Directory.GetDirectories(Path.GetDirectoryName(_place.Path)!, "*.before-restore-*").Select(f => Path.Combine(f, "portal.db"))];

    private void MustHoldOnly(params string[] files) => Assert.Equal(
        files.Order(StringComparer.Ordinal), Directory.EnumerateFiles(Path.GetDirectoryName(_place.Path)!, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
}
