namespace ZorgId.Core.Persistence.Sqlite;

/// <summary>The files beside the database that are locked, by the ends of their names.</summary>
public static class LockFiles
{
    /// <summary>Of who works with the database (<see cref="DatabaseInUse"/>).</summary>
    public const string InUse = ".serving";

    /// <summary>Of who brings it to this program's schema.</summary>
    public const string Migrating = ".migrating";
}
