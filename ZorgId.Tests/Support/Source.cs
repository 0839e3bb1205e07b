using System.Runtime.CompilerServices;

namespace ZorgId.Tests.Support;

/// <summary>The files of the product as they lie in the repository, for tests about what stands in them.</summary>
public static class Source
{
    /// <summary>The folder of ZorgId.Web.</summary>
    public static string Web { get; } = Find("ZorgId.Web");

    /// <summary>The folder of ZorgId.Core.</summary>
    public static string Core { get; } = Find("ZorgId.Core");

    /// <summary>All files of ZorgId.Web of this sort, but those that a build made.</summary>
    /// <param name="pattern">Such as <c>*.razor</c>.</param>
    public static IEnumerable<string> Files(string pattern) => FilesIn(Web, pattern);

    /// <summary>The same of a folder of the repository.</summary>
    public static IEnumerable<string> FilesIn(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"))
            .Order(StringComparer.Ordinal);

    private static string Find(string folder, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../..", folder));
}
