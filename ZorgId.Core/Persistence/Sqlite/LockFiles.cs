namespace ZorgId.Core.Persistence.Sqlite;

/// <summary>The files beside the database that are locked, by the ends of their names.</summary>
public static class LockFiles
{
    /// <summary>Whoever works with the database locks this one (<see cref="DatabaseInUse"/>).</summary>
    public const string InUse = ".serving";

    /// <summary>Whoever brings the database to this program's schema locks this one.</summary>
    public const string Migrating = ".migrating";
}
