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
    public static IReadOnlyList<string> Tables { get; } = ["AuditEntries", "AuditHeads", "AuditAnchors", "ServerKeys"];

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
    public static IReadOnlyList<AppendOnlyTrigger> All(string isYoung) =>
    [
        new("AuditEntries", "UPDATE", Always, "an audit entry is never changed"),
        new(
            "AuditEntries",
            "DELETE",
            """OLD."Sequence" > COALESCE((SELECT MAX("Sequence") FROM "AuditAnchors"), 0)""",
            "an audit entry is pruned behind an anchor, or stays"),
        new(
            "AuditEntries",
            "INSERT",
            """NEW."Sequence" <> COALESCE((SELECT MAX("Sequence") FROM "AuditEntries"), 0) + 1""",
            "an audit entry stands behind the last one"),
        new("AuditHeads", "UPDATE", """NEW."Id" <> OLD."Id" OR NEW."Sequence" <= OLD."Sequence" """, "the audit head moves forward only"),
        new("AuditHeads", "DELETE", Always, "the audit head stays"),
        new("AuditHeads", "INSERT", Always, "there is one audit head"),
        new("AuditAnchors", "UPDATE", Always, "an audit anchor is never changed"),
        new("AuditAnchors", "DELETE", Always, "an audit anchor stays"),
        new(
            "AuditAnchors",
            "INSERT",
            $"""
            NOT EXISTS (SELECT 1 FROM "AuditEntries" WHERE "Sequence" = NEW."Sequence" AND "Hash" = NEW."Hash")
                OR NEW."Sequence" <= COALESCE((SELECT MAX("Sequence") FROM "AuditAnchors"), 0)
                OR EXISTS (SELECT 1 FROM "AuditEntries" WHERE "Sequence" <= NEW."Sequence" AND ({isYoung}))
            """,
            "audit entries of the last five years are not pruned"),
        new("ServerKeys", "UPDATE", Always, "a server key is never changed"),
        new("ServerKeys", "DELETE", Always, "a server key stays"),
        new(
            "ServerKeys",
            "INSERT",
            """EXISTS (SELECT 1 FROM "ServerKeys" WHERE "Name" = NEW."Name")""",
            "there is one server key of a name"),
    ];
}
