using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using ZorgId.Core;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Core.Persistence.PostgreSql;

namespace ZorgId.Tests.Support;

/// <summary>A database on the tests' PostgreSQL server. To make one costs far more than to empty one: the next test gets it, unless its schema was changed.</summary>
public sealed class PostgreSqlTestDatabase : TestStore
{
    // Shorter than a step of what is watched, and yet the processor is left to it.
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(5);

    private static readonly ConcurrentBag<PostgreSqlTestDatabase> Free = [];
    private static readonly string[] Tables = ReadTables();
    private static readonly Lazy<Task<Template>> Migrated = new(MigrateAsync);

    // One template serves one copy at a time.
    private static readonly SemaphoreSlim Copying = new(1, 1);
    private static int _count;

    private readonly NpgsqlDataSource _connections;
    private readonly string _name;
    private string? _schema;

    private PostgreSqlTestDatabase(string name)
    {
        _name = name;
        Source = new(DatabaseProvider.PostgreSQL, PostgreSqlServer.Shared.ConnectionString(name));
        _connections = NpgsqlDataSource.Create(Source.ConnectionString);
    }

    public override DatabaseSource Source { get; }

    public override IReadOnlyList<(string Key, string Value)> Settings => SettingsFor(Source.ConnectionString);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static IReadOnlyList<(string Key, string Value)> SettingsFor(string connectionString) =>
        [("Database:Provider", "PostgreSQL"), ("ConnectionStrings:Portal", connectionString), ("Keys:Certificate", SharedCertificate.File)];

    /// <summary>A database with this program's schema.</summary>
    public static new async Task<PostgreSqlTestDatabase> CreateAsync()
    {
        if (Free.TryTake(out var free))
            return free;
        var template = await Migrated.Value;
        await Copying.WaitAsync(Cancellation);
        try
        {
            return await MakeAsync($"TEMPLATE {template.Name}", template.Schema);
        }
        finally
        {
            Copying.Release();
        }
    }

    /// <summary>A database without anything.</summary>
    public static Task<PostgreSqlTestDatabase> CreateEmptyAsync() => MakeAsync("", schema: null);

    /// <summary>Does something that no portal would, as the server's owner.</summary>
    public async Task<T?> ScalarAsync<T>(string sql)
    {
#pragma warning disable CA2100 // The tests' own words.
        await using var command = _connections.CreateCommand(sql);
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync(Cancellation) is T value ? value : default;
    }

    /// <summary>Asks until the answer is yes.</summary>
    public Task UntilAsync(string condition) => Until.IsAsync(() => ScalarAsync<bool>(condition), () => $"It is never so: {condition}", Between);

    /// <summary>Its tables, indexes, guards and migrations, as one text.</summary>
    public string ReadSchema()
    {
        using var command = _connections.CreateCommand(
            """
            SELECT concat(
                (SELECT string_agg(concat(relname, relkind), ' ' ORDER BY relname) FROM pg_class WHERE relnamespace = current_schema()::regnamespace),
                (SELECT string_agg(concat(tgname, tgenabled, prosrc), ' ' ORDER BY tgname) FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid WHERE NOT tgisinternal),
                (SELECT string_agg("MigrationId", ' ' ORDER BY "MigrationId") FROM "__EFMigrationsHistory"))
            """);
        return (string)command.ExecuteScalar()!;
    }

    /// <summary>What that must be after a start.</summary>
    public static async Task<string> ReadWholeSchemaAsync() => (await Migrated.Value).Schema;

    public override async Task<long> DataVersionAsync()
    {
        // Each row's version is in its xmin.
        var rows = string.Join(" UNION ALL ", Tables.Select(t => $"SELECT hashtextextended('{t}' || xmin::text || ctid::text || t::text, 0) AS h FROM \"{t}\" t"));
        return (long)await ScalarAsync<decimal>($"SELECT COALESCE(SUM(h), 0) % 9223372036854775807 FROM ({rows}) r");
    }

    protected override void Dispose(bool disposing)
    {
        if (TryEmpty())
        {
            Free.Add(this);
            return;
        }

        _connections.Dispose();
        PostgreSqlServer.Shared.Execute($"DROP DATABASE {_name} WITH (FORCE)");
    }

    // As a replica would, which runs no triggers. What the last request of a server still does is broken off first.
    private bool TryEmpty()
    {
        var empty = string.Join(' ', Tables.Select(t => $"DELETE FROM \"{t}\";"));
        using var command = _connections.CreateCommand(
            $"""
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid();
            SET session_replication_role = replica; {empty}
            INSERT INTO "AuditHeads" VALUES ({AuditHead.OnlyId}, 0);
            """);
        try
        {
            if (_schema is null || ReadSchema() != _schema)
                return false;
            command.ExecuteNonQuery();
            return true;
        }
        catch (DbException)
        {
            return false;
        }
    }

    private static async Task<PostgreSqlTestDatabase> MakeAsync(string from, string? schema)
    {
        var name = $"test{Interlocked.Increment(ref _count)}";
        await PostgreSqlServer.Shared.ExecuteAsync($"CREATE DATABASE {name} {from}");
        return new(name) { _schema = schema };
    }

    private static async Task<Template> MigrateAsync()
    {
        var database = await CreateEmptyAsync();
        await using (var services = new ServiceCollection().AddLogging().AddZorgIdCore(database.Source).BuildServiceProvider())
            await services.GetRequiredService<IDatabaseEngine>().StartAsync(() => Task.CompletedTask, CancellationToken.None);
        var schema = database.ReadSchema();
        await database._connections.DisposeAsync();
        return new(database._name, schema);
    }

    private static string[] ReadTables()
    {
        using var db = new PostgreSqlPortalDb(new DbContextOptionsBuilder<PostgreSqlPortalDb>().UseNpgsql("Host=nowhere").Options);
        return [.. db.Model.GetEntityTypes().Select(t => t.GetTableName()!).Distinct(StringComparer.Ordinal)];
    }

    /// <param name="Schema">What tells whether a test changed it.</param>
    private sealed record Template(string Name, string Schema);
}
