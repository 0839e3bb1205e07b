using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using ZorgId.Core.Persistence;

namespace ZorgId.Tests.Support;

/// <summary>What tests do to a database that no use case does, in words that either provider knows.</summary>
public static partial class Sql
{
    /// <summary>32 octets of nothing.</summary>
    public const string Zeros = "x'0000000000000000000000000000000000000000000000000000000000000000'";

    public static bool IsPostgreSql => TestStore.Provider == DatabaseProvider.PostgreSQL;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="sql">Names with a capital and small letters need no quotes; octets stand as <c>x'00'</c>.</param>
    public static Task<int> ExecuteSqlOfEitherAsync(this PortalDb db, string sql) => db.Database.ExecuteSqlRawAsync(OfEither(sql), Cancellation);

    /// <summary>Takes down a guard.</summary>
    public static string DropTrigger(string table, string operation) => $"DROP TRIGGER {table}_{operation}{(IsPostgreSql ? $" ON {table}" : "")};";

    /// <summary>Has PostgreSQL take away the connection on which a row of this table is committed, as it does so.</summary>
    public static string LoseTheConnectionInTheCommitOf(string table) => InTheCommitOf(table, "pg_terminate_backend(pg_backend_pid())");

    /// <summary>Has PostgreSQL take ten seconds to commit a row of this table.</summary>
    public static string DawdleInTheCommitOf(string table) => InTheCommitOf(table, "pg_sleep(10)");

    private static string InTheCommitOf(string table, string what) =>
        $"""
        CREATE FUNCTION trouble() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM {what}; RETURN NULL; END';
        CREATE CONSTRAINT TRIGGER trouble AFTER INSERT ON "{table}" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION trouble();
        """;

    /// <summary>Picks the entry with this number.</summary>
    public static string Entry(long number) => $"Id = (SELECT EntryId FROM AuditLeaves WHERE Index = {number})";

    /// <summary>Has the database work without its guards.</summary>
    public static async Task TamperAsync(this PortalDb db, string sql)
    {
        if (IsPostgreSql)
        {
            // As a replica would, which runs no triggers.
            await db.ExecuteSqlOfEitherAsync($"BEGIN; SET LOCAL session_replication_role = replica; {sql}; COMMIT;");
            return;
        }

        var guards = await db.TriggersAsync();
        await db.ExecuteSqlOfEitherAsync($"{string.Concat(guards.Select(g => $"DROP TRIGGER \"{g.Name}\";"))} PRAGMA ignore_check_constraints=1; {sql}; PRAGMA ignore_check_constraints=0;");
        foreach (var guard in guards)
            await db.Database.ExecuteSqlRawAsync(guard.Definition, Cancellation);
    }

    /// <summary>The guards that stand, by name.</summary>
    public static async Task<IReadOnlyList<FoundTrigger>> TriggersAsync(this PortalDb db) => await (IsPostgreSql
        ? db.Database.SqlQuery<FoundTrigger>(
            $"""
            SELECT tgname::text AS "Name", concat(tgenabled, ' ', pg_get_triggerdef(pg_trigger.oid), prosrc) AS "Definition"
            FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid WHERE NOT tgisinternal ORDER BY tgname COLLATE "C"
            """)
        : db.Database.SqlQuery<FoundTrigger>($"SELECT name AS Name, sql AS Definition FROM sqlite_master WHERE type = 'trigger' ORDER BY name")).ToListAsync(Cancellation);

    /// <summary>Waits for other writers a moment only, on this connection; it stays open.</summary>
    public static async Task HurryAsync(this PortalDb db)
    {
        await db.Database.OpenConnectionAsync(Cancellation);
        if (db.Database.GetDbConnection() is SqliteConnection sqlite)
            sqlite.DefaultTimeout = 1;
        await db.Database.ExecuteSqlRawAsync(IsPostgreSql ? "SET lock_timeout = 1;" : "PRAGMA busy_timeout=1;", Cancellation);
    }

    /// <summary>Whether another held what was asked for, for too long.</summary>
    public static bool IsLocked(DbException exception) => exception switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode == SQLitePCL.raw.SQLITE_BUSY,
        PostgresException server => server.SqlState == PostgresErrorCodes.LockNotAvailable,
        _ => false,
    };

    /// <summary>The same question's parameter, for another command.</summary>
    public static DbParameter Copy(DbParameter parameter) =>
        parameter is NpgsqlParameter npgsql ? npgsql.Clone() : new SqliteParameter(parameter.ParameterName, parameter.Value);

    private static string OfEither(string sql) => Words().Replace(sql, word => word.ValueSpan switch
    {
        ['x', '\'', .. var octets, '\''] when IsPostgreSql => $@"'\x{octets}'::bytea",
        [>= 'A' and <= 'Z', ..] or ['_', ..] => $"\"{word.Value}\"",
        _ => word.Value,
    });

    // Octets, a text, what is quoted already, and a name.
    [GeneratedRegex("""\bx'[0-9A-F]*'|'[^']*'|"[^"]*"|\b[A-Z][a-z]\w*|\b__EF\w*""", RegexOptions.NonBacktracking)]
    private static partial Regex Words();
}

/// <summary>A trigger, as the database tells of it.</summary>
public sealed record FoundTrigger(string Name, string Definition);
