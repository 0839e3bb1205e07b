using Microsoft.EntityFrameworkCore;

namespace ZorgId.Core.Persistence;

/// <summary>
/// Triggers by which the database itself keeps the log append-only, and the keys as they are. They are put up at each start, after the migrations, as
/// far as they are missing or others: EF Core's table rebuild drops triggers without a word.
/// </summary>
/// <remarks>
/// <c>INSERT OR REPLACE</c> runs no DELETE trigger (<c>recursive_triggers</c> is off by default), so the INSERT triggers
/// refuse a row whose place is taken; they run before the old row is replaced.
/// </remarks>
internal static class AuditGuards
{
    private static readonly (string Name, string Sql)[] All =
    [
        Refuse("AuditEntries_Update", "AuditEntries", "UPDATE", "1", "an audit entry is never changed"),
        Refuse(
            "AuditEntries_Delete", "AuditEntries", "DELETE",
            """OLD."Sequence" > COALESCE((SELECT MAX("Sequence") FROM "AuditAnchors"), 0)""",
            "an audit entry is pruned behind an anchor, or stays"),
        Refuse(
            "AuditEntries_Insert", "AuditEntries", "INSERT",
            """NEW."Sequence" <> COALESCE((SELECT MAX("Sequence") FROM "AuditEntries"), 0) + 1""",
            "an audit entry stands behind the last one"),
        Refuse("AuditHeads_Update", "AuditHeads", "UPDATE", """NEW."Id" <> OLD."Id" OR NEW."Sequence" <= OLD."Sequence" """, "the audit head moves forward only"),
        Refuse("AuditHeads_Delete", "AuditHeads", "DELETE", "1", "the audit head stays"),
        Refuse("AuditHeads_Insert", "AuditHeads", "INSERT", "1", "there is one audit head"),
        Refuse("AuditAnchors_Update", "AuditAnchors", "UPDATE", "1", "an audit anchor is never changed"),
        Refuse("AuditAnchors_Delete", "AuditAnchors", "DELETE", "1", "an audit anchor stays"),
        // The clock of the database, and five years whatever the settings say.
        Refuse(
            "AuditAnchors_Insert", "AuditAnchors", "INSERT",
            """
            NOT EXISTS (SELECT 1 FROM "AuditEntries" WHERE "Sequence" = NEW."Sequence" AND "Hash" = NEW."Hash")
                OR NEW."Sequence" <= COALESCE((SELECT MAX("Sequence") FROM "AuditAnchors"), 0)
                OR EXISTS (SELECT 1 FROM "AuditEntries" WHERE "Sequence" <= NEW."Sequence" AND "At" > strftime('%Y-%m-%d %H:%M:%f', 'now', '-5 years'))
            """,
            "audit entries of the last five years are not pruned"),
        Refuse("ServerKeys_Update", "ServerKeys", "UPDATE", "1", "a server key is never changed"),
        Refuse("ServerKeys_Delete", "ServerKeys", "DELETE", "1", "a server key stays"),
        Refuse("ServerKeys_Insert", "ServerKeys", "INSERT", """EXISTS (SELECT 1 FROM "ServerKeys" WHERE "Name" = NEW."Name")""", "there is one server key of a name"),
    ];

    /// <param name="db">A database with this program's schema.</param>
    public static async Task PutUpAsync(PortalDb db, CancellationToken cancellation)
    {
        var standing = await db.Database.SqlQuery<string>($"SELECT sql AS Value FROM sqlite_master WHERE type = 'trigger'").ToListAsync(cancellation);
        foreach (var guard in All.Where(g => !standing.Contains(g.Sql, StringComparer.Ordinal)))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
#pragma warning disable EF1002, EF1003 // Words of this class only.
            await db.Database.ExecuteSqlRawAsync($"DROP TRIGGER IF EXISTS \"{guard.Name}\";", cancellation);
            await db.Database.ExecuteSqlRawAsync(guard.Sql, cancellation);
#pragma warning restore EF1002, EF1003
            await transaction.CommitAsync(cancellation);
        }
    }

    private static (string Name, string Sql) Refuse(string name, string table, string what, string when, string why) =>
        (name, $"CREATE TRIGGER \"{name}\" BEFORE {what} ON \"{table}\" WHEN {when} BEGIN SELECT RAISE(ABORT, '{why}'); END");
}
