using System.Globalization;

namespace ZorgId.Core.Audit;

/// <summary>
/// The head of a log in one line that can be kept elsewhere. It stands for all entries that the log had then: a log whose tree has
/// another root at that size is not the log that the head was taken from.
/// </summary>
/// <param name="LogId">The log's id.</param>
/// <param name="Size">How many entries the log had.</param>
/// <param name="Root">The root hash of its tree: 64 hexadecimal digits in lower case.</param>
public sealed record AuditMark(Guid LogId, long Size, string Root)
{
    private const int RootLength = 2 * AuditEntry.HashLength;

    public static bool TryParse(string text, out AuditMark mark)
    {
        mark = new(Guid.Empty, 0, "");
        if (text.Split(':') is not [var log, var size, { Length: RootLength } root] || !root.All(char.IsAsciiHexDigit)
            || !Guid.TryParseExact(log, "D", out var id)
            || !long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return false;
        }

        mark = new(id, count, root.ToLowerInvariant());
        return true;
    }

    /// <summary>As <c>019b…:1234:9f86…</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{LogId:D}:{Size}:{Root}");
}
