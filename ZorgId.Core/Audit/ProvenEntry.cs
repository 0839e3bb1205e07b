using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ZorgId.Core.Audit;

/// <summary>An entry as its leaf tells it, in texts: what a proof proves, read without the database (README, An entry).</summary>
/// <param name="At">As <see cref="CanonicalText.TimeFormat"/> writes it: UTC.</param>
public sealed record ProvenEntry(
    string Id, string At, string? Environment, string Action, string Outcome, string Party, string? Actor, string? OnBehalfOf,
    string? Subject, string? Organisation, string? Client, string? SessionId, string? Detail)
{
    private const int Values = 14;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a leaf's data: an entry's canonical text, and its MAC behind it.</summary>
    /// <returns>False where it is no entry as this program writes them.</returns>
    public static bool TryRead(ReadOnlySpan<byte> leafData, [NotNullWhen(true)] out ProvenEntry? entry)
    {
        entry = null;
        var values = new List<string?>(Values);
        while (values.Count < Values)
        {
            if (!TryTake(ref leafData, out var value))
                return false;
            values.Add(value);
        }

        if (leafData.Length != AuditEntry.HashLength
            || values is not [EntryText.Purpose, { } id, { } at, var environment, { } action, { } outcome, { } party, .. var others])
        {
            return false;
        }

        entry = new(
            id, at, environment, action, outcome, party, others[0], others[1], others[2], others[3], others[4], others[5], others[6]);
        return true;
    }

    private static bool TryTake(ref ReadOnlySpan<byte> octets, out string? value)
    {
        value = null;
        if (!BinaryPrimitives.TryReadUInt32BigEndian(octets, out var length))
            return false;
        octets = octets[sizeof(uint)..];
        if (length == CanonicalText.Missing)
            return true;
        if (length > octets.Length)
            return false;
        try
        {
            value = Utf8.GetString(octets[..(int)length]);
        }
        catch (DecoderFallbackException)
        {
            return false;
        }

        octets = octets[(int)length..];
        return true;
    }
}
