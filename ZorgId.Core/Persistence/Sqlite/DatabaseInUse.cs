namespace ZorgId.Core.Persistence.Sqlite;

/// <summary>
/// Who works with the SQLite database, server or command, has a share in it for as long as the program lives; a restore or
/// a move has it alone. A lock of the operating system on a file beside the database, which dies with its process.
/// </summary>
/// <remarks>The file stays when nobody has it: one that was taken away could be locked by one and made anew by another.</remarks>
public sealed class DatabaseInUse : IDisposable
{
    private FileStream? _share;

    /// <summary>Takes a share, unless this program has one. It ends with this object, or with the process.</summary>
    /// <param name="database">The SQLite file, which need not be there yet.</param>
    /// <returns>False while a restore or a move has the database.</returns>
    public bool TryShare(string database) => (_share ??= TryLock(database, FileAccess.Read, FileShare.Read)) is not null;

    /// <summary>Takes the database for this program alone, until its end: who takes a share with this object has one.</summary>
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
