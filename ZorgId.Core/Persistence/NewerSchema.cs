namespace ZorgId.Core.Persistence;

/// <summary>
/// Decides whether an older program can serve a database that a newer one has migrated. It knows only the names of those
/// migrations. They tell enough, because only a migration whose name begins with <c>Contract</c> takes something away (ADR 14).
/// </summary>
internal static class NewerSchema
{
    private const string Contract = "Contract";

    // The id of a migration is the second at which it was made, an underscore and its name.
    private const char AfterTime = '_';

    /// <summary>Whether a program that does not know this migration can go on as if it were not there.</summary>
    public static bool IsExpanding(string migration) =>
        !migration[(migration.IndexOf(AfterTime, StringComparison.Ordinal) + 1)..].StartsWith(Contract, StringComparison.Ordinal);

    /// <param name="applied">The migrations of the database.</param>
    /// <param name="known">The migrations of the program.</param>
    /// <param name="canServeBeside">Whether the program can ignore a migration that it does not know.</param>
    /// <exception cref="NewerDatabaseException">The program cannot ignore one of them.</exception>
    public static void Check(IEnumerable<string> applied, IEnumerable<string> known, Func<string, bool> canServeBeside)
    {
        if (applied.Except(known, StringComparer.Ordinal).FirstOrDefault(m => !canServeBeside(m)) is { } newer)
            throw new NewerDatabaseException(newer);
    }
}

/// <summary>A newer version of the program has changed this database so that this one cannot serve it.</summary>
public sealed class NewerDatabaseException(string migration)
    : Exception(
        $"The database has {migration}, which is newer than this version of the program and cannot be served by it: "
            + "start the newer version.");
