using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ZorgId.Core;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;

namespace ZorgId.Tests.Support;

/// <summary>A folder with an SQLite database file in it. Migrated once for all tests; each test has a copy of its own.</summary>
public sealed class SqliteTestDatabase : TestStore
{
    private static readonly Lazy<Task<byte[]>> Migrated = new(MigrateAsync);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("zorgid-test-");
    private SqliteConnection? _watcher;

    public string Path => System.IO.Path.Combine(_folder.FullName, "portal.db");

    public string ConnectionString => $"Data Source={Path}";

    public override DatabaseSource Source => new(DatabaseProvider.SQLite, ConnectionString);

    public override IReadOnlyList<(string Key, string Value)> Settings => [("ConnectionStrings:Portal", ConnectionString)];

    /// <summary>A database with this program's schema.</summary>
    public static new async Task<SqliteTestDatabase> CreateAsync()
    {
        var database = new SqliteTestDatabase();
        await LayAtAsync(database.Path);
        SharedCertificate.LayBeside(database.Path);
        return database;
    }

    public override async Task<long> DataVersionAsync()
    {
        if (_watcher is null)
        {
            _watcher = new SqliteConnection($"{ConnectionString};Pooling=False");
            await _watcher.OpenAsync(TestContext.Current.CancellationToken);
        }

        await using var command = _watcher.CreateCommand();
        command.CommandText = "PRAGMA data_version;";
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>Puts a database with this program's schema there.</summary>
    public static async Task LayAtAsync(string path) => await File.WriteAllBytesAsync(path, await Migrated.Value);

    /// <summary>The head of the log in a file that nobody has open.</summary>
    public static async Task<string> HeadAsync(string file)
    {
        await using var db = new PortalDb(new DbContextOptionsBuilder<PortalDb>().UseSqlite($"Data Source={file};Pooling=False").Options);
        return (await AuditTree.ReadHeadAsync(db, TestContext.Current.CancellationToken)).ToString();
    }

    /// <summary>Does to a file what no portal would, or reads it.</summary>
    /// <returns>The first column, as text.</returns>
    public static async Task<IReadOnlyList<string>> QueryAsync(string file, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own words.
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            rows.Add(reader.GetValue(0).ToString()!);
        return rows;
    }

    protected override void Dispose(bool disposing)
    {
        _watcher?.Dispose();
        using (var connection = new SqliteConnection(ConnectionString))
            SqliteConnection.ClearPool(connection);
        _folder.Delete(recursive: true);
    }

    private static async Task<byte[]> MigrateAsync()
    {
        using var database = new SqliteTestDatabase();
        // Without a pool the last context to close writes the whole log into the file.
        await using var services = new ServiceCollection().AddZorgIdCore(new DatabaseSource(DatabaseProvider.SQLite, $"{database.ConnectionString};Pooling=False")).BuildServiceProvider();
        await services.GetRequiredService<IDatabaseEngine>().StartAsync(() => Task.CompletedTask, CancellationToken.None);
        return await File.ReadAllBytesAsync(database.Path);
    }
}
