namespace ZorgId.Core.Persistence.Sqlite;

/// <summary>Files and folders that only this user can read, because they hold data of people.</summary>
public static class PrivateFiles
{
    /// <summary>Makes the folder where it is missing.</summary>
    public static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Makes the file where it is missing. SQLite gives the files beside a database the same mode.</summary>
    /// <remarks>
    /// A file that exists is not even opened. When a process closes a file, the system releases all locks
    /// of that process on it, however the file was opened. Another program would then find the database
    /// free and, as the last to leave, delete its write-ahead log with all that is committed after that.
    /// </remarks>
    internal static void Make(string file)
    {
        // A link may lead to a file that does not exist yet.
        var place = new FileInfo(file).LinkTarget is null ? file : File.ResolveLinkTarget(file, returnFinalTarget: true)!.FullName;
        try
        {
            Open(place, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete).Dispose();
        }
        catch (IOException) when (File.Exists(place))
        {
            // The file exists already; another process may have made it just now.
        }
    }

    /// <summary>Opens the file; a file that is created is private from its first byte.</summary>
    public static FileStream Open(string file, FileMode mode, FileAccess access, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(file, options);
    }
}
