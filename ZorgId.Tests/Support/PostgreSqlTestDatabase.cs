using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using ZorgId.Core;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Core.Persistence.PostgreSql;

namespace ZorgId.Tests.Support;

/// <summary>A database on the tests' PostgreSQL server. To make one costs far more than to empty one: the next test gets it.</summary>
public sealed class PostgreSqlTestDatabase : TestStore
{
    private static readonly ConcurrentBag<PostgreSqlTestDatabase> Free = [];
    private static readonly string[] Tables = ReadTables();
    private static int _count;

    private readonly NpgsqlDataSource _connections;

    private PostgreSqlTestDatabase(string name)
    {
        Source = new(DatabaseProvider.PostgreSQL, PostgreSqlServer.Shared.ConnectionString(name));
        _connections = NpgsqlDataSource.Create(Source.ConnectionString);
    }

    public override DatabaseSource Source { get; }

    public override IReadOnlyList<(string Key, string Value)> Settings => SettingsFor(Source.ConnectionString);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static IReadOnlyList<(string Key, string Value)> SettingsFor(string connectionString) =>
        [("Database:Provider", "PostgreSQL"), ("ConnectionStrings:Portal", connectionString), ("Keys:Certificate", SharedCertificate.File)];

    public static new async Task<TestStore> CreateAsync()
    {
        if (!Free.TryTake(out var database))
        {
            var name = $"test{Interlocked.Increment(ref _count)}";
            await PostgreSqlServer.Shared.ExecuteAsync($"CREATE DATABASE {name}");
            database = new(name);
        }

        // A test may have taken down a guard.
        await using var services = new ServiceCollection().AddLogging().AddZorgIdCore(database.Source).BuildServiceProvider();
        await services.GetRequiredService<IDatabaseEngine>().StartAsync(Cancellation);
        return database;
    }

    public override async Task<long> DataVersionAsync()
    {
        // Each row's version is in its xmin.
        var rows = string.Join(" UNION ALL ", Tables.Select(t => $"SELECT hashtextextended('{t}' || xmin::text || ctid::text || t::text, 0) AS h FROM \"{t}\" t"));
        return (long)(decimal)(await ScalarAsync($"SELECT COALESCE(SUM(h), 0) % 9223372036854775807 FROM ({rows}) r"))!;
    }

    protected override void Dispose(bool disposing)
    {
        // As a replica would, which runs no triggers.
        var empty = string.Join(' ', Tables.Select(t => $"DELETE FROM \"{t}\";"));
        using (var command = _connections.CreateCommand(
            $"SET session_replication_role = replica; {empty} INSERT INTO \"AuditHeads\" VALUES ({AuditHead.OnlyId}, 0, decode(repeat('00', {AuditHead.HashLength}), 'hex'));"))
        {
            command.ExecuteNonQuery();
        }

        Free.Add(this);
    }

    private static string[] ReadTables()
    {
        using var db = new PostgreSqlPortalDb(new DbContextOptionsBuilder<PostgreSqlPortalDb>().UseNpgsql("Host=nowhere").Options);
        return [.. db.Model.GetEntityTypes().Select(t => t.GetTableName()!).Distinct(StringComparer.Ordinal)];
    }

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var command = _connections.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancellation);
    }
}
