using System.Runtime.InteropServices;
using System.Text;

namespace ZorgId.Web.Platform.Machine;

/// <summary>
/// Asks the operating system whether this user may read or write a file. The file is not opened, because opening and closing an
/// SQLite file would release the locks that this process holds on it.
/// </summary>
internal static class FileAccessCheck
{
    private const int Write = 2;
    private const int Read = 4;

    public static bool MayRead(string file) => May(file, Read);

    /// <summary>Whether the file may be read and written. False on a disk that is mounted read-only, and for an immutable file.</summary>
    public static bool MayWrite(string file) => May(file, Read | Write);

    private static bool May(string file, int mode) => OperatingSystem.IsWindows()
        ? mode == Read || !File.GetAttributes(file).HasFlag(FileAttributes.ReadOnly)
        : Access(Encoding.UTF8.GetBytes(file + '\0'), mode) == 0;

    [DllImport("libc", EntryPoint = "access")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Access(byte[] path, int mode);
}
