using Microsoft.EntityFrameworkCore;

namespace ZorgId.Core.Persistence.Sqlite;

/// <summary>
/// Creates the append-only triggers. EF Core drops triggers without a word when it rebuilds a table, so
/// they are checked after each migration.
/// </summary>
internal static class SqliteTriggers
{
    // Times are compared as the texts that EF Core writes. Another spelling, such as one with a blank
    // before it, would pass for an old one.
    private const string IsYoung =
        """typeof("At") <> 'text' OR"""
        + """ "At" NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-9][0-9]:*' OR"""
        + """ "At" > strftime('%Y-%m-%d %H:%M:%f', 'now', '-5 years')""";

    /// <param name="db">A database with this program's schema.</param>
    public static async Task PutUpAsync(PortalDb db, CancellationToken cancellation)
    {
        var found = await db.Database
            .SqlQuery<string>($"SELECT sql AS Value FROM sqlite_master WHERE type = 'trigger'")
            .ToListAsync(cancellation);
        var triggers = AppendOnlyTrigger.All(IsYoung, TakesPlace).Select(trigger => (trigger.Name, Sql: ToSql(trigger)));
        foreach (var (name, sql) in triggers.Where(trigger => !found.Contains(trigger.Sql, StringComparer.Ordinal)))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
#pragma warning disable EF1002, EF1003 // The text comes from this class only.
            await db.Database.ExecuteSqlRawAsync($"DROP TRIGGER IF EXISTS \"{name}\";", cancellation);
            await db.Database.ExecuteSqlRawAsync(sql, cancellation);
#pragma warning restore EF1002, EF1003
            await transaction.CommitAsync(cancellation);
        }
    }

    // A table whose key is not an integer has hidden row ids besides. One that is not given reads as -1 here.
    private static string TakesPlace(string table) =>
        $"""(NEW.rowid >= 0 AND EXISTS (SELECT 1 FROM "{table}" WHERE rowid = NEW.rowid))""";

    private static string ToSql(AppendOnlyTrigger trigger) =>
        $"CREATE TRIGGER \"{trigger.Name}\" BEFORE {trigger.Operation} ON \"{trigger.Table}\" WHEN {trigger.When}"
        + $" BEGIN SELECT RAISE(ABORT, '{trigger.Why}'); END";
}
