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
    internal static void Make(string file) => Open(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete).Dispose();

    /// <summary>Opens the file; one that is made is private from its first byte.</summary>
    public static FileStream Open(string file, FileMode mode, FileAccess access, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(file, options);
    }
}
