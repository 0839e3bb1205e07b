using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ZorgId.Core.Audit;

/// <summary>
/// SQLite stores ids and times as texts, and takes any text and any type. The octets are read as they are, because the library
/// that reads values ends a text at its first NUL.
/// </summary>
internal sealed class SqliteStoredRow(SqliteDataReader reader) : StoredRow
{
    private const int IdLength = 36;

    // As in 2026-11-23 10:00:00.123, without zeros at the end.
    private const int SecondsLength = 19;
    private const int TicksDigits = 7;

    private readonly sqlite3_stmt _row = reader.Handle!;

    public override bool IsMissing(int column) => raw.sqlite3_column_type(_row, column) == raw.SQLITE_NULL;

    public override bool TryRead(int column, out long number)
    {
        number = raw.sqlite3_column_int64(_row, column);
        return raw.sqlite3_column_type(_row, column) == raw.SQLITE_INTEGER;
    }

    public override bool TryRead(int column, Span<byte> octets)
    {
        if (raw.sqlite3_column_type(_row, column) != raw.SQLITE_BLOB)
            return false;
        var stored = raw.sqlite3_column_blob(_row, column);
        return stored.Length == octets.Length && stored.TryCopyTo(octets);
    }

    public override bool TryAddId(int column, CanonicalText text)
    {
        var stored = Text(column);
        if (stored.Length != IdLength)
            return false;
        Span<byte> id = stackalloc byte[IdLength];
        for (var i = 0; i < IdLength; i++)
        {
            var isHyphen = i is 8 or 13 or 18 or 23;
            if (isHyphen ? stored[i] != '-' : !(char.IsAsciiDigit((char)stored[i]) || char.IsBetween((char)stored[i], 'A', 'F')))
                return false;
            id[i] = isHyphen || char.IsAsciiDigit((char)stored[i]) ? stored[i] : (byte)(stored[i] | 0x20);
        }

        text.Add(id);
        return true;
    }

    public override bool TryAddTime(int column, CanonicalText text)
    {
        var stored = Text(column);
        if (stored.Length < SecondsLength
            || !HasForm(stored[..SecondsLength], "0000-00-00 00:00:00"u8)
            || !IsFraction(stored[SecondsLength..]))
        {
            return false;
        }

        Span<byte> time = stackalloc byte[CanonicalTime.Length];
        CanonicalTime.CopyTo(time);
        stored.CopyTo(time);
        time[10] = (byte)'T';
        text.Add(time);
        return true;
    }

    public override bool TryAddText(int column, CanonicalText text)
    {
        if (raw.sqlite3_column_type(_row, column) != raw.SQLITE_TEXT)
            return false;
        text.Add(raw.sqlite3_column_blob(_row, column));
        return true;
    }

    private static ReadOnlySpan<byte> CanonicalTime => "0000-00-00T00:00:00.0000000Z"u8;

    private static bool IsFraction(ReadOnlySpan<byte> text) => text.IsEmpty
        || (text.Length is >= 2 and <= TicksDigits + 1 && text[0] == '.' && text[^1] != '0'
            && HasForm(text[1..], "0000000"u8[..(text.Length - 1)]));

    private static bool HasForm(ReadOnlySpan<byte> text, ReadOnlySpan<byte> form)
    {
        for (var i = 0; i < form.Length; i++)
        {
            if (form[i] == '0' ? !char.IsAsciiDigit((char)text[i]) : text[i] != form[i])
                return false;
        }

        return text.Length == form.Length;
    }

    private ReadOnlySpan<byte> Text(int column) =>
        raw.sqlite3_column_type(_row, column) == raw.SQLITE_TEXT ? raw.sqlite3_column_blob(_row, column) : [];
}
