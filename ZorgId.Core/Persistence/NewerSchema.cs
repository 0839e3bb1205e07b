namespace ZorgId.Core.Persistence;

/// <summary>
/// What an older program makes of a database that a newer one has migrated. It knows nothing of those migrations but their
/// names, and these tell enough: only one whose name begins with <c>Contract</c> takes something away (ADR 14).
/// </summary>
internal static class NewerSchema
{
    private const string Contract = "Contract";

    // A migration's id is the second at which it was made, and its name.
    private const char AfterTime = '_';

    /// <summary>Whether a program that does not know this migration can go on as if it were not there.</summary>
    public static bool IsExpanding(string migration) =>
        !migration[(migration.IndexOf(AfterTime, StringComparison.Ordinal) + 1)..].StartsWith(Contract, StringComparison.Ordinal);

    /// <param name="applied">The database's migrations.</param>
    /// <param name="known">The program's.</param>
    /// <param name="canServeBeside">Whether one that it does not know is no matter.</param>
    /// <exception cref="NewerDatabaseException">One is.</exception>
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
