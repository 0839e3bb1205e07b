using System.Data.Common;

namespace ZorgId.Core.Audit;

/// <summary>PostgreSQL has types that check ids and times. Names are texts there, and are taken as they are spelt.</summary>
internal sealed class PostgreSqlStoredRow(DbDataReader reader) : StoredRow
{
    public override bool IsMissing(int column) => reader.IsDBNull(column);

    public override bool TryRead(int column, out long number)
    {
        number = reader.IsDBNull(column) ? 0 : reader.GetInt64(column);
        return !reader.IsDBNull(column);
    }

    public override bool TryRead(int column, Span<byte> octets)
    {
        if (reader.IsDBNull(column) || reader.GetFieldValue<byte[]>(column) is not { } stored || stored.Length != octets.Length)
            return false;
        stored.CopyTo(octets);
        return true;
    }

    public override bool TryAddId(int column, CanonicalText text)
    {
        text.Add(reader.GetGuid(column));
        return true;
    }

    public override bool TryAddTime(int column, CanonicalText text)
    {
        try
        {
            text.Add(reader.GetDateTime(column));
            return true;
        }
        catch (InvalidCastException)
        {
            // The database knows years that .NET does not.
            return false;
        }
    }

    public override bool TryAddText(int column, CanonicalText text)
    {
        text.Add(reader.GetString(column));
        return true;
    }
}
