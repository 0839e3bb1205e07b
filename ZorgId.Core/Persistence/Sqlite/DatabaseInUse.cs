namespace ZorgId.Core.Persistence.Sqlite;

/// <summary>
/// Every server or command that works with the SQLite database has a share in it for as long as it runs; a restore or a
/// move has it alone. It is a lock of the operating system on a file beside the database, which ends with its process.
/// </summary>
/// <remarks>
/// The file is never deleted, because one process could hold a lock on the deleted file while another creates a new one.
/// </remarks>
public sealed class DatabaseInUse : IDisposable
{
    private FileStream? _share;

    /// <summary>Takes a share, unless this program has one already. It ends with this object, or with the process.</summary>
    /// <param name="database">The SQLite file, which need not be there yet.</param>
    /// <returns>False while a restore or a move has the database.</returns>
    public bool TryShare(string database) => (_share ??= TryLock(database, FileAccess.Read, FileShare.Read)) is not null;

    /// <summary>
    /// Takes the database for this program alone, until its end. A share that is asked of this object later is granted.
    /// </summary>
    /// <returns>False while anyone works with it.</returns>
    public bool TryHaveAlone(string database) => (_share = TryLock(database, FileAccess.ReadWrite, FileShare.None)) is not null;

    /// <summary>Takes the database for a restore.</summary>
    /// <returns>What gives it back when it is disposed of; null while anyone works with it.</returns>
    public static IDisposable? TryTakeAlone(string database) => TryLock(database, FileAccess.ReadWrite, FileShare.None);

    public void Dispose() => _share?.Dispose();

    private static FileStream? TryLock(string database, FileAccess access, FileShare share)
    {
        var path = database + LockFiles.InUse;
        PrivateFiles.MakeFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        try
        {
            return PrivateFiles.Open(path, FileMode.OpenOrCreate, access, share);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }
}
