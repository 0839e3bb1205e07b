namespace ZorgId.Tests.Support;

/// <summary>A page of the documentation, which the build copies beside the tests: its headings and tables.</summary>
internal sealed class MarkdownPage(string file)
{
    private readonly string[] _lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, file));

    /// <summary>The headings' texts, without their signs.</summary>
    public IEnumerable<string> Headings => _lines.Where(l => l.StartsWith('#')).Select(l => l.TrimStart('#', ' '));

    /// <summary>What stands below a heading, up to the next one.</summary>
    public IEnumerable<string> Section(string heading) =>
        _lines.SkipWhile(l => !l.StartsWith('#') || l.TrimStart('#', ' ') != heading).Skip(1).TakeWhile(l => !l.StartsWith('#'));

    /// <summary>The rows of the table below a heading, each with its cells.</summary>
    public IReadOnlyList<string[]> Table(string heading)
    {
        var rows = Section(heading).Where(l => l.StartsWith('|')).Select(Cells).ToList();
        // The first names the columns, the second is the line under them.
        return rows[2..];
    }

    /// <summary>The rows of all tables of the page whose first column has this name.</summary>
    public IEnumerable<string[]> Rows(string column)
    {
        var isMeant = false;
        for (var i = 0; i < _lines.Length; i++)
        {
            if (!_lines[i].StartsWith('|'))
                continue;
            var isFirst = i == 0 || !_lines[i - 1].StartsWith('|');
            if (isFirst)
                isMeant = Cells(_lines[i])[0] == column;
            else if (isMeant && !_lines[i].StartsWith("| ---", StringComparison.Ordinal))
                yield return Cells(_lines[i]);
        }
    }

    /// <summary>What stands between backticks.</summary>
    public static IEnumerable<string> Terms(string text) => text.Split('`').Where((_, i) => i % 2 == 1);

    // An empty cell keeps its place.
    private static string[] Cells(string row) => [.. row.Split('|')[1..^1].Select(cell => cell.Trim())];
}
