namespace ZorgId.Core.Persistence.Sqlite;

/// <summary>Files and folders for this user only: people's data is nobody else's to read.</summary>
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
    /// One that is there is not even opened. The system takes all of a process's locks on a file away when the process closes
    /// it, however it was opened; another program would find the database free, and take its write-ahead log away as the last
    /// to leave, with all that is committed after that.
    /// </remarks>
    internal static void Make(string file)
    {
        // A link may lead to where there is no file yet.
        var place = new FileInfo(file).LinkTarget is null ? file : File.ResolveLinkTarget(file, returnFinalTarget: true)!.FullName;
        try
        {
            Open(place, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete).Dispose();
        }
        catch (IOException) when (File.Exists(place))
        {
            // Made already, perhaps just now by another process.
        }
    }

    /// <summary>Opens the file; one that is made is private from its first byte.</summary>
    public static FileStream Open(string file, FileMode mode, FileAccess access, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(file, options);
    }
}
