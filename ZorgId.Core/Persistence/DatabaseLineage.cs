using Microsoft.EntityFrameworkCore;

namespace ZorgId.Core.Persistence;

/// <summary>Checks by its applied migrations whether a database is this program's; it need not have the current schema.</summary>
public sealed class DatabaseLineage(IDbContextFactory<PortalDb> databases)
{
    /// <exception cref="InvalidDataException">It is no database of a portal, or a newer program has changed it.</exception>
    public async Task CheckAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await CheckAsync(db, cancellation);
    }

    /// <summary>Checks that it has this program's schema, so that it can be read without being changed first.</summary>
    /// <exception cref="InvalidDataException">It has another schema.</exception>
    public async Task MustBeCurrentAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var (known, applied) = await CheckAsync(db, cancellation);
        if (known.Except(applied, StringComparer.Ordinal).Any())
        {
            throw new InvalidDataException(
                "it is of an older program, and cannot be brought to this one's schema where nothing can be written.");
        }
    }

    private static async Task<(List<string> Known, List<string> Applied)> CheckAsync(PortalDb db, CancellationToken cancellation)
    {
        var known = db.Database.GetMigrations().ToList();
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancellation)).ToList();
        if (!applied.Contains(known[0]))
            throw new InvalidDataException("it is no database of this program.");
        if (applied.Except(known, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
            throw new InvalidDataException($"it is of a newer program: the migration {unknown} is not known here.");
        return (known, applied);
    }
}
