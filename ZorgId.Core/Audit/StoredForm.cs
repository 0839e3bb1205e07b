using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Audit;

/// <summary>
/// A row of the log as the database holds it: the type and the octets of each column. It is compared with what the program
/// would store for the values that it read. Several texts are read as the same value (another case, a blank before a time), but
/// a query that compares the stored texts would treat them differently. So a row counts only where both forms are the same.
/// </summary>
/// <param name="Sequence">The sequence of the row.</param>
/// <param name="Form">The form of all other columns.</param>
internal sealed record StoredForm(long Sequence, string Form)
{
    private const string Entries =
        """SELECT "Sequence", {0} AS "Form" FROM "AuditEntries" WHERE "Sequence" > {{0}} ORDER BY "Sequence" LIMIT {{1}}""";

    private const string Anchors = """SELECT "Sequence", {0} AS "Form" FROM "AuditAnchors" """;
    private const string Heads = """SELECT "Id" AS "Sequence", {0} AS "Form" FROM "AuditHeads" """;

    private static readonly string SqliteEntries = Fill(
        Entries,
        "At", "Environment", "Action", "Outcome", "Party",
        "Actor", "OnBehalfOf", "Subject", "Organisation", "Client", "SessionId", "Detail", "Hash");
    private static readonly string SqliteAnchors = Fill(Anchors, "Hash", "At", "Signature");
    private static readonly string SqliteHeads = Fill(Heads, "Sequence", "Hash");

    // On PostgreSQL every other column has a type that checks it. Names are texts there, and the database does not know their spelling.
    private static readonly string PostgreSqlEntries = string.Format(
        CultureInfo.InvariantCulture,
        Entries,
        """ coalesce("Environment", '') || ' ' || "Action" || ' ' || "Outcome" || ' ' || "Party" """);

    /// <summary>The stored forms of the next entries, by sequence.</summary>
    public static async Task<Dictionary<long, string>> ReadEntriesAsync(
        PortalDb db, long after, int count, CancellationToken cancellation)
    {
        var query = db.Database.IsSqlite() ? SqliteEntries : PostgreSqlEntries;
        var rows = await db.Database.SqlQueryRaw<StoredForm>(query, after, count).ToListAsync(cancellation);
        return rows.ToDictionary(row => row.Sequence, row => row.Form);
    }

    public static string Of(PortalDb db, AuditEntry entry) => db.Database.IsSqlite()
        ? Join(
            Text(entry.At), Text(entry.Environment?.ToString()), Text($"{entry.Action}"), Text($"{entry.Outcome}"), Text($"{entry.Party}"),
            Text(entry.Actor?.Value), Text(entry.OnBehalfOf?.Value), Text(entry.Subject?.Value), Text(entry.Organisation?.Value),
            Text(entry.Client), Text(entry.SessionId), Text(entry.Detail), Blob(entry.Hash))
        : Join($"{entry.Environment}", $"{entry.Action}", $"{entry.Outcome}", $"{entry.Party}");

    /// <returns>The first anchor that is not stored as this program stores it; null where there is none.</returns>
    public static async Task<AuditAnchor?> FindOddAsync(
        PortalDb db, IReadOnlyCollection<AuditAnchor> anchors, CancellationToken cancellation)
    {
        if (!db.Database.IsSqlite())
            return null;
        var rows = await db.Database.SqlQueryRaw<StoredForm>(SqliteAnchors).ToListAsync(cancellation);
        var stored = rows.ToDictionary(row => row.Sequence, row => row.Form);
        return anchors.FirstOrDefault(a => stored.GetValueOrDefault(a.Sequence) != Join(Blob(a.Hash), Text(a.At), Blob(a.Signature)));
    }

    /// <summary>Whether the log's head is stored as this program stores it.</summary>
    public static async Task<bool> IsKeptAsync(PortalDb db, AuditHead head, CancellationToken cancellation) => !db.Database.IsSqlite()
        || await db.Database.SqlQueryRaw<StoredForm>(SqliteHeads).ToListAsync(cancellation) is [var stored]
        && stored.Form == Join("integer" + Octets(head.Sequence.ToString(CultureInfo.InvariantCulture)), Blob(head.Hash));

    private static string Fill(string query, params string[] columns)
    {
        var forms = columns.Select(column => $"""typeof("{column}") || hex("{column}")""");
        return string.Format(CultureInfo.InvariantCulture, query, string.Join(" || ' ' || ", forms));
    }

    private static string Join(params string[] columns) => string.Join(' ', columns);

    // SQLite's provider writes a time and an id in this form.
    private static string Text(DateTime value) => Text(value.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture));

    private static string Text(Guid? value) => Text(value?.ToString("D", CultureInfo.InvariantCulture).ToUpperInvariant());

    private static string Text(string? value) => value is null ? "null" : "text" + Octets(value);

    private static string Blob(byte[] value) => "blob" + Convert.ToHexString(value);

    private static string Octets(string value) => Convert.ToHexString(Encoding.UTF8.GetBytes(value));
}
