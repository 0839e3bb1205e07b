using Microsoft.EntityFrameworkCore;

namespace ZorgId.Core.Audit;

/// <summary>
/// Lets SQLite keep times and ids of the log only in the form in which the program writes them. It has no types for them, and
/// compares texts; PostgreSQL has types.
/// </summary>
internal static class AuditChecks
{
    public static void Add(ModelBuilder model)
    {
        model.Entity<AuditEntry>().ToTable(table =>
        {
            table.HasCheckConstraint("CK_AuditEntries_At", Time("At"));
            foreach (var column in (string[])["Id", "Actor", "OnBehalfOf", "Subject", "Organisation"])
                table.HasCheckConstraint($"CK_AuditEntries_{column}", Id(column));
        });
        model.Entity<AuditLeaf>().ToTable(table => table.HasCheckConstraint("CK_AuditLeaves_EntryId", Id("EntryId")));
        model.Entity<AuditLogStart>().ToTable(table => table.HasCheckConstraint("CK_AuditLogs_LogId", Id("LogId")));
        model.Entity<AuditCheckpoint>().ToTable(table => table.HasCheckConstraint("CK_AuditCheckpoints_At", Time("At")));
        model.Entity<AuditAnchor>().ToTable(table =>
        {
            table.HasCheckConstraint("CK_AuditAnchors_At", Time("At"));
            table.HasCheckConstraint("CK_AuditAnchors_LogId", Id("LogId"));
        });
    }

    // Milliseconds stand there without the zeros at their end.
    private static string Time(string column) =>
        $"""typeof("{column}") = 'text' AND "{column}" IS rtrim(rtrim(strftime('%Y-%m-%d %H:%M:%f', "{column}"), '0'), '.')""";

    private static string Id(string column) =>
        $"""
        "{column}" IS NULL OR (typeof("{column}") = 'text' AND "{column}" GLOB '{Signs(8)}-{Signs(4)}-{Signs(4)}-{Signs(4)}-{Signs(12)}')
        """;

    private static string Signs(int count) => string.Concat(Enumerable.Repeat("[0-9A-F]", count));
}
