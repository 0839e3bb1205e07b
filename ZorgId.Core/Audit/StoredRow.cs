using System.Data.Common;
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
        var text = new CanonicalText("");
        var start = text.Written.Length + sizeof(uint);
        var isStored = TryAddId(column, text);
        id = isStored ? Guid.Parse(text.Written[start..]) : Guid.Empty;
        return isStored;
    }

    /// <returns>Null where there is none.</returns>
    public string? ReadText(int column)
    {
        var text = new CanonicalText("");
        var start = text.Written.Length + sizeof(uint);
        return !IsMissing(column) && TryAddText(column, text) ? Encoding.UTF8.GetString(text.Written[start..]) : null;
    }

    public abstract bool TryAddTime(int column, CanonicalText text);

    public abstract bool TryAddText(int column, CanonicalText text);
}
