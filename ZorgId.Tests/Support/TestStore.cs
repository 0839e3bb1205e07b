using ZorgId.Core.Persistence;

namespace ZorgId.Tests.Support;

/// <summary>
/// A database of a test's own, with this program's schema: of the sort that this run of the tests is about, which
/// <c>ZORGID_TEST_DATABASE</c> tells (SQLite, if nothing does).
/// </summary>
public abstract class TestStore : IDisposable
{
    public static DatabaseProvider Provider { get; } =
        Environment.GetEnvironmentVariable("ZORGID_TEST_DATABASE") is { Length: > 0 } name ? Enum.Parse<DatabaseProvider>(name) : DatabaseProvider.SQLite;

    public abstract DatabaseSource Source { get; }

    /// <summary>What makes the program use it.</summary>
    public abstract IReadOnlyList<(string Key, string Value)> Settings { get; }

    public static async Task<TestStore> CreateAsync() =>
        Provider == DatabaseProvider.SQLite ? await SqliteTestDatabase.CreateAsync() : await PostgreSqlTestDatabase.CreateAsync();

    /// <summary>A number that changes with every commit, by whomever, that wrote something.</summary>
    public abstract Task<long> DataVersionAsync();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
