namespace ZorgId.Core.Persistence;

/// <summary>One trigger, by which the database itself refuses a change.</summary>
/// <param name="Operation">INSERT, UPDATE or DELETE.</param>
/// <param name="When">SQL on OLD and NEW that is true where the change is refused.</param>
/// <param name="Why">The text of the error. It must not hold an apostrophe.</param>
internal sealed record AppendOnlyTrigger(string Table, string Operation, string When, string Why)
{
    private const string Always = "1 = 1";

    public string Name => $"{Table}_{char.ToUpperInvariant(Operation[0])}{Operation[1..].ToLowerInvariant()}";

    /// <summary>The tables that these triggers protect.</summary>
    public static IReadOnlyList<string> Tables { get; } =
    [
        "AuditEntries", "AuditLeaves", "AuditSubtrees", "AuditPending", "AuditLogs", "AuditHeads", "AuditCheckpoints", "AuditAnchors",
        "ServerKeys",
    ];

    /// <summary>
    /// All triggers that keep the log append-only and the keys unchanged. At each start, those that are
    /// missing or differ are created anew.
    /// </summary>
    /// <param name="isYoung">
    /// SQL on an entry's "At" that is true for the last five years by the database's own clock, whatever
    /// the settings and the clock of the program say.
    /// </param>
    /// <remarks>
    /// SQLite's <c>INSERT OR REPLACE</c> runs no DELETE trigger (<c>recursive_triggers</c> is off by default).
    /// So the INSERT triggers refuse a row whose key exists already; they run before the old row is replaced.
    /// </remarks>
    /// <param name="takesPlace">
    /// SQL on NEW that is true where the new row would take the place of a row of this table although its key is another.
    /// </param>
    public static IReadOnlyList<AppendOnlyTrigger> All(string isYoung, Func<string, string> takesPlace) =>
    [
        new("AuditEntries", "UPDATE", Always, "an audit entry is never changed"),
        new(
            "AuditEntries",
            "DELETE",
            """
            NOT EXISTS (SELECT 1 FROM "AuditLeaves" WHERE "EntryId" = OLD."Id" AND "Index" < (SELECT MAX("Size") FROM "AuditAnchors"))
            """,
            "an audit entry is pruned behind an anchor, or stays"),
        new(
            "AuditEntries",
            "INSERT",
            $"""EXISTS (SELECT 1 FROM "AuditEntries" WHERE "Id" = NEW."Id") OR {takesPlace("AuditEntries")}""",
            "an audit entry is written once"),
        new("AuditLeaves", "UPDATE", Always, "an audit leaf is never changed"),
        new("AuditLeaves", "DELETE", Always, "an audit leaf stays"),
        new(
            "AuditLeaves",
            "INSERT",
            """
            NEW."Index" <> COALESCE((SELECT MAX("Index") FROM "AuditLeaves"), -1) + 1
                OR NEW."Index" >= (SELECT "Size" FROM "AuditHeads")
                OR EXISTS (SELECT 1 FROM "AuditLeaves" WHERE "EntryId" = NEW."EntryId")
                OR NOT EXISTS (SELECT 1 FROM "AuditEntries" WHERE "Id" = NEW."EntryId")
            """,
            "an audit leaf of an entry stands behind the last leaf"),
        new("AuditSubtrees", "UPDATE", Always, "an audit subtree is never changed"),
        new("AuditSubtrees", "DELETE", Always, "an audit subtree stays"),
        new(
            "AuditSubtrees",
            "INSERT",
            $"""
            EXISTS (SELECT 1 FROM "AuditSubtrees" WHERE "Level" = NEW."Level" AND "Index" = NEW."Index") OR {takesPlace("AuditSubtrees")}
            """,
            "an audit subtree is written once"),
        new("AuditPending", "UPDATE", Always, "a pending audit entry is never changed"),
        new(
            "AuditPending",
            "DELETE",
            """NOT EXISTS (SELECT 1 FROM "AuditLeaves" WHERE "EntryId" = OLD."EntryId")""",
            "an audit entry is pending until it has a leaf"),
        new("AuditPending", "INSERT", takesPlace("AuditPending"), "an audit entry is pending until it has a leaf"),
        new("AuditLogs", "UPDATE", Always, "the id of the audit log is never changed"),
        new("AuditLogs", "DELETE", Always, "the id of the audit log stays"),
        new(
            "AuditLogs",
            "INSERT",
            $"""
            NEW."Index" <> (SELECT "Size" FROM "AuditHeads") OR EXISTS (SELECT 1 FROM "AuditLogs" WHERE "LogId" >= NEW."LogId")
                OR {takesPlace("AuditLogs")}
            """,
            "a new id of the audit log is of entries to come"),
        new("AuditHeads", "UPDATE", """NEW."Id" <> OLD."Id" OR NEW."Size" <= OLD."Size" """, "the audit head moves forward only"),
        new("AuditHeads", "DELETE", Always, "the audit head stays"),
        new("AuditHeads", "INSERT", Always, "there is one audit head"),
        new("AuditCheckpoints", "UPDATE", Always, "an audit checkpoint is never changed"),
        new("AuditCheckpoints", "DELETE", Always, "an audit checkpoint stays"),
        new(
            "AuditCheckpoints",
            "INSERT",
            """
            NEW."Size" > (SELECT "Size" FROM "AuditHeads") OR NEW."Size" <= COALESCE((SELECT MAX("Size") FROM "AuditCheckpoints"), 0)
            """,
            "an audit checkpoint is of more entries than the last"),
        new("AuditAnchors", "UPDATE", Always, "an audit anchor is never changed"),
        new("AuditAnchors", "DELETE", Always, "an audit anchor stays"),
        new(
            "AuditAnchors",
            "INSERT",
            $"""
            NEW."Size" > (SELECT "Size" FROM "AuditHeads")
                OR NEW."Size" <= COALESCE((SELECT MAX("Size") FROM "AuditAnchors"), 0)
                OR EXISTS (SELECT 1 FROM "AuditEntries" JOIN "AuditLeaves" ON "EntryId" = "AuditEntries"."Id"
                    WHERE "Index" >= COALESCE((SELECT MAX("Size") FROM "AuditAnchors"), 0) AND "Index" < NEW."Size" AND ({isYoung}))
            """,
            "audit entries of the last five years are not pruned"),
        new("ServerKeys", "UPDATE", Always, "a server key is never changed"),
        new("ServerKeys", "DELETE", Always, "a server key stays"),
        new(
            "ServerKeys",
            "INSERT",
            $"""EXISTS (SELECT 1 FROM "ServerKeys" WHERE "Name" = NEW."Name") OR {takesPlace("ServerKeys")}""",
            "there is one server key of a name"),
    ];
}
