namespace ZorgId.Web.Platform.Settings;

/// <summary>Where relative paths in the settings begin: the program's own folder.</summary>
internal static class ProgramFolder
{
    // Paths are not relative to the current folder: the server and a command typed elsewhere must find the same file.
    public static string PathOf(string path) => Path.GetFullPath(path, AppContext.BaseDirectory);
}
