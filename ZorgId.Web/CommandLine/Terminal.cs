using System.Text;

namespace ZorgId.Web.CommandLine;

/// <summary>Where a command writes.</summary>
/// <param name="IsThere">Whether a person reads it; otherwise a file or another program does.</param>
/// <param name="ShowsBlocks">Whether it shows the block characters that a small QR consists of.</param>
/// <param name="Width">The width in columns, where it is known.</param>
internal sealed record Terminal(bool IsThere, bool ShowsBlocks, int? Width)
{
    private const string Blocks = "\u2588\u2580\u2584";

    public static Terminal None { get; } = new(IsThere: false, ShowsBlocks: true, Width: null);

    /// <summary>Finds the terminal of this process.</summary>
    public static Terminal Find()
    {
        var isThere = !Console.IsOutputRedirected;
        var shows = CanCarry(Console.OutputEncoding)
            && (!isThere || OperatingSystem.IsWindows() || IsUnicode(FindLocale(Environment.GetEnvironmentVariable)));
        return new(isThere, shows, isThere ? FindWidth() : null);
    }

    /// <summary>The locale that says how a terminal's bytes are encoded: the first of these variables that is set.</summary>
    internal static string? FindLocale(Func<string, string?> variable) =>
        ((string[])["LC_ALL", "LC_CTYPE", "LANG"]).Select(variable).FirstOrDefault(value => !string.IsNullOrEmpty(value));

    /// <summary>Whether text of this locale is UTF-8. Where none is set it is, as on most terminals today.</summary>
    internal static bool IsUnicode(string? locale) =>
        locale?.Replace("-", "", StringComparison.Ordinal).Contains("utf8", StringComparison.OrdinalIgnoreCase) ?? true;

    private static bool CanCarry(Encoding encoding) => encoding.GetString(encoding.GetBytes(Blocks)) == Blocks;

    private static int? FindWidth()
    {
        try
        {
            return Console.WindowWidth is > 0 and var width ? width : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
