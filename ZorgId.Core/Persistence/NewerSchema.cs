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
    /// <exception cref="NewerDatabaseException">The database has lost what this program needs.</exception>
    public static void Check(IEnumerable<string> applied, IEnumerable<string> known)
    {
        if (applied.Except(known, StringComparer.Ordinal).FirstOrDefault(m => !IsExpanding(m)) is { } contracting)
            throw new NewerDatabaseException(contracting);
    }
}

/// <summary>A newer version of the program has taken something away from this database.</summary>
public sealed class NewerDatabaseException(string migration)
    : Exception($"The database has {migration}, which is newer than this version of the program and has taken away what it needs: start the newer version.");
