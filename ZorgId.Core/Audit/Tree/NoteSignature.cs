using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace ZorgId.Core.Audit.Tree;

/// <summary>One signature line of a note: <c>— name base64(key id ‖ signature)</c>. It has not been checked.</summary>
/// <param name="KeyName">Whose signature it is said to be.</param>
/// <param name="KeyId">Tells the keys of one name apart.</param>
/// <param name="Signature">At least one octet; what they mean, the key's type says.</param>
public sealed record NoteSignature(string KeyName, uint KeyId, ReadOnlyMemory<byte> Signature)
{
    // An em dash.
    private const string Start = "\u2014 ";

    /// <summary>The line, without its newline.</summary>
    public override string ToString()
    {
        var octets = new byte[sizeof(uint) + Signature.Length];
        BinaryPrimitives.WriteUInt32BigEndian(octets, KeyId);
        Signature.CopyTo(octets.AsMemory(sizeof(uint)));
        return $"{Start}{KeyName} {Convert.ToBase64String(octets)}";
    }

    internal static bool TryParse(string line, [NotNullWhen(true)] out NoteSignature? signature)
    {
        signature = null;
        if (!line.StartsWith(Start, StringComparison.Ordinal)
            || line[Start.Length..].Split(' ') is not [var name, var text] || !NoteFields.IsName(name)
            || !NoteFields.TryDecodeBase64(text, out var octets) || octets.Length <= sizeof(uint))
        {
            return false;
        }

        signature = new(name, BinaryPrimitives.ReadUInt32BigEndian(octets), octets.AsMemory(sizeof(uint)));
        return true;
    }
}
