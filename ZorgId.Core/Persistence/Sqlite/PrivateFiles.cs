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
    internal static void Make(string file) => Open(file, FileShare.ReadWrite | FileShare.Delete).Dispose();

    /// <summary>Opens the file to write to it, and makes it where it is missing.</summary>
    internal static FileStream Open(string file, FileShare share)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(file, options);
    }
}
