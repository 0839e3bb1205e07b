namespace ZorgId.Tests.Support;

/// <summary>docs/protocol.md, as whoever builds a phone app reads it.</summary>
internal static class ProtocolPage
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "protocol.md"));

    /// <summary>The headings' texts, without their signs.</summary>
    public static IEnumerable<string> Headings => Lines.Where(l => l.StartsWith('#')).Select(l => l.TrimStart('#', ' '));

    /// <summary>What stands below a heading, up to the next one.</summary>
    public static IEnumerable<string> Section(string heading) =>
        Lines.SkipWhile(l => !l.StartsWith('#') || l.TrimStart('#', ' ') != heading).Skip(1).TakeWhile(l => !l.StartsWith('#'));

    /// <summary>The rows of the table below a heading, each with its cells.</summary>
    public static IReadOnlyList<string[]> Table(string heading)
    {
        var rows = Section(heading).Where(l => l.StartsWith('|')).Select(l => l.Trim('|', ' ').Split('|').Select(cell => cell.Trim()).ToArray()).ToList();
        // The first names the columns, the second is the line under them.
        return rows[2..];
    }

    /// <summary>What stands between backticks.</summary>
    public static IEnumerable<string> Terms(string text) => text.Split('`').Where((_, i) => i % 2 == 1);
}
