using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace ZorgId.Core.Audit;

/// <summary>
/// A row of the log as the database holds it. Each method tells whether the column is stored as the program stores it. Several
/// texts are read as the same value (another case, a blank before a time), but a query that compares the stored texts would treat
/// them differently, so a row counts only where it is stored in the one form.
/// </summary>
internal abstract class StoredRow
{
    /// <param name="reader">A reader of either database; the row is the one that it stands at.</param>
    public static StoredRow Of(DbDataReader reader) =>
        reader is SqliteDataReader sqlite ? new SqliteStoredRow(sqlite) : new PostgreSqlStoredRow(reader);

    public abstract bool IsMissing(int column);

    public abstract bool TryRead(int column, out long number);

    /// <param name="octets">Must have the length of the stored value.</param>
    public abstract bool TryRead(int column, Span<byte> octets);

    public abstract bool TryAddId(int column, CanonicalText text);

    public bool TryRead(int column, out Guid id)
    {
        id = ReadOctets(column, TryAddId) is { } octets ? Guid.Parse(octets) : Guid.Empty;
        return id != Guid.Empty;
    }

    /// <returns>Null where there is none.</returns>
    public string? ReadText(int column) => ReadOctets(column, TryAddText) is { } octets ? Encoding.UTF8.GetString(octets) : null;

    /// <returns>UTC; null where there is none.</returns>
    public DateTime? ReadTime(int column) => ReadOctets(column, TryAddTime) is { } octets
        && DateTime.TryParseExact(
            Encoding.ASCII.GetString(octets),
            CanonicalText.TimeFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal,
            out var time)
                ? time
                : null;

    public abstract bool TryAddTime(int column, CanonicalText text);

    public abstract bool TryAddText(int column, CanonicalText text);

    // The value's octets stand behind those of an empty purpose, each behind its length.
    private byte[]? ReadOctets(int column, Func<int, CanonicalText, bool> tryAdd)
    {
        var text = new CanonicalText("");
        return !IsMissing(column) && tryAdd(column, text) ? text.Written[(2 * sizeof(uint))..].ToArray() : null;
    }
}
