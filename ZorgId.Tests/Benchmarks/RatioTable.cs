using System.Globalization;

namespace ZorgId.Tests.Benchmarks;

/// <summary>A table for a person to read: what was measured, and its ratios.</summary>
internal sealed class RatioTable(params string[] headings)
{
    private readonly List<string[]> _rows = [headings, [.. headings.Select(h => new string('-', h.Length))]];

    /// <param name="cells">A text as it is; a number with three digits that count; null for what there is none of.</param>
    public void Add(params object?[] cells) => _rows.Add([.. cells.Select(Format)]);

    /// <summary>The value in the middle: one round that something disturbed does not move it.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    /// <summary>As Markdown.</summary>
    public override string ToString()
    {
        var widths = headings.Select((_, column) => _rows.Max(row => row[column].Length)).ToList();
        return string.Join('\n', _rows.Select(row => $"| {string.Join(" | ", row.Zip(widths, (cell, width) => cell.PadRight(width)))} |"));
    }

    private static string Format(object? cell) => cell switch
    {
        null => "",
        >= 100.0 and double number => number.ToString("F0", CultureInfo.InvariantCulture),
        >= 10.0 and double number => number.ToString("F1", CultureInfo.InvariantCulture),
        double number => number.ToString("F2", CultureInfo.InvariantCulture),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture)!,
    };
}
