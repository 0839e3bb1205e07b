namespace ZorgId.Core.Persistence;

/// <summary>A database's schema holds what this program does not make, or lacks what it makes: somebody else changed it.</summary>
public sealed class TamperedSchemaException(string difference)
    : Exception(
        $"The schema of the database is not this program's: {difference}. "
            + "A trigger, a view or a right could change or tell what the portal reads and writes, so it is not served.");
