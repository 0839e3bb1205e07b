using System.Runtime.CompilerServices;

namespace ZorgId.Tests.Support;

/// <summary>The files of the product as they lie in the repository, for tests about what stands in them.</summary>
public static class Source
{
    /// <summary>The folder of ZorgId.Web.</summary>
    public static string Web { get; } = Find();

    /// <summary>All files of ZorgId.Web of this sort, but those that a build made.</summary>
    /// <param name="pattern">Such as <c>*.razor</c>.</param>
    public static IEnumerable<string> Files(string pattern) =>
        Directory.EnumerateFiles(Web, pattern, SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(Web, file).Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"))
            .Order(StringComparer.Ordinal);

    private static string Find([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../ZorgId.Web"));
}
