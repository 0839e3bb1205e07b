using ZorgId.Core.Persistence.Sqlite;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Persistence;

/// <summary>Many work with a database at once, or a restore alone.</summary>
[Trait("Database", "SQLite")]
public sealed class DatabaseInUseTests : IDisposable
{
    private readonly SqliteTestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public void TryShare_BesideAnother_IsGiven()
    {
        using var first = new DatabaseInUse();
        using var second = new DatabaseInUse();

        Assert.True(first.TryShare(_database.Path));
        Assert.True(second.TryShare(_database.Path));
        Assert.True(second.TryShare(_database.Path));
    }

    [Fact]
    public void TryTakeAlone_WhileAnyoneHasAShare_IsNotGiven()
    {
        using var first = new DatabaseInUse();
        using (var second = new DatabaseInUse())
        {
            Assert.True(first.TryShare(_database.Path) && second.TryShare(_database.Path));
            Assert.Null(DatabaseInUse.TryTakeAlone(_database.Path));
        }

        Assert.Null(DatabaseInUse.TryTakeAlone(_database.Path));
        first.Dispose();
        using var alone = DatabaseInUse.TryTakeAlone(_database.Path);
        Assert.NotNull(alone);
        Assert.Null(DatabaseInUse.TryTakeAlone(_database.Path));
    }

    [Fact]
    public void TryShare_WhileARestoreHasIt_IsGivenOnceThatIsDone()
    {
        using var share = new DatabaseInUse();
        using (DatabaseInUse.TryTakeAlone(_database.Path))
            Assert.False(share.TryShare(_database.Path));

        Assert.True(share.TryShare(_database.Path));
    }

    [Fact]
    public void TryShare_NoFolder_MakesItAndTheFileForThisUserOnly()
    {
        var path = Path.Combine(Path.GetDirectoryName(_database.Path)!, "data", "portal.db");
        using var share = new DatabaseInUse();

        Assert.True(share.TryShare(path));

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path + ".serving"));
    }
}
