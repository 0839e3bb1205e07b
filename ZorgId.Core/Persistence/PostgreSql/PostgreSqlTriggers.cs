using Microsoft.EntityFrameworkCore;

namespace ZorgId.Core.Persistence.PostgreSql;

/// <summary>
/// Creates the append-only triggers, each with a function, and one for TRUNCATE on each table, because TRUNCATE fires no row trigger.
/// </summary>
internal static class PostgreSqlTriggers
{
    private const string IsYoung = "\"At\" > now() - interval '5 years'";

    /// <param name="db">A database with this program's schema, whose migration lock is held.</param>
    public static Task PutUpAsync(
        PortalDb db, CancellationToken cancellation) => db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await PutUpMissingAsync(db, cancellation);
        await transaction.CommitAsync(cancellation);
    });

    /// <summary>The same, within the caller's transaction.</summary>
    public static async Task PutUpMissingAsync(PortalDb db, CancellationToken cancellation)
    {
        // A trigger that was disabled, or that looks at some rows only, does not count as found.
        var found = await db.Database.SqlQuery<FoundTrigger>(
            $"""
            SELECT tgname AS "Name", relname AS "Table", tgtype AS "Type", prosrc AS "Body" FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid JOIN pg_class ON pg_class.oid = tgrelid
            WHERE NOT tgisinternal AND tgenabled = 'O' AND tgqual IS NULL AND tgattr = '' AND relnamespace = current_schema()::regnamespace
            """).ToListAsync(cancellation);
        foreach (var trigger in All().Where(g => !found.Contains(new(g.Name, g.Table, g.Type, g.Body))))
            await ExecuteAsync(db, trigger.Sql, cancellation);
    }

    /// <summary>Drops all of them, within a transaction that creates them again, so that a whole log can be copied at once.</summary>
    public static async Task TakeDownAsync(PortalDb db, CancellationToken cancellation)
    {
        foreach (var trigger in All())
            await ExecuteAsync(db, $"DROP TRIGGER IF EXISTS \"{trigger.Name}\" ON \"{trigger.Table}\";", cancellation);
    }

#pragma warning disable EF1002, EF1003 // The text comes from this class only.
    private static Task<int> ExecuteAsync(PortalDb db, string sql, CancellationToken cancellation) =>
        db.Database.ExecuteSqlRawAsync(sql, cancellation);
#pragma warning restore EF1002, EF1003

    private static IEnumerable<Trigger> All() => AppendOnlyTrigger.All(IsYoung, _ => "false")
        .Select(g => new Trigger(
            g.Name, g.Table, g.Operation, "ROW", $"IF {g.When} THEN RAISE EXCEPTION '{g.Why}'; END IF; RETURN COALESCE(NEW, OLD);"))
        .Concat(AppendOnlyTrigger.Tables.Select(t => new Trigger(
            $"{t}_Truncate", t, "TRUNCATE", "STATEMENT", "RAISE EXCEPTION 'this table is never emptied';")));

    private sealed record FoundTrigger(string Name, string Table, short Type, string Body);

    private sealed record Trigger(string Name, string Table, string Operation, string Each, string Statements)
    {
        // The bits are those of pg_trigger.h: for each row, before, and the operation.
        public short Type => (short)((Each == "ROW" ? 1 : 0) | 2 | Operation switch
        {
            "INSERT" => 4,
            "DELETE" => 8,
            "UPDATE" => 16,
            "TRUNCATE" => 32,
            _ => throw new InvalidOperationException(Operation),
        });

        public string Body => $" BEGIN {Statements} END ";

        public string Sql =>
            $"""
            CREATE OR REPLACE FUNCTION "{Name}"() RETURNS trigger LANGUAGE plpgsql AS $zorgid${Body}$zorgid$;
            DROP TRIGGER IF EXISTS "{Name}" ON "{Table}";
            CREATE TRIGGER "{Name}" BEFORE {Operation} ON "{Table}" FOR EACH {Each} EXECUTE FUNCTION "{Name}"();
            """;
    }
}
