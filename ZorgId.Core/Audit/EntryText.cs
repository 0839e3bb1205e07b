using System.Security.Cryptography;
using ZorgId.Core.Audit.Tree;

namespace ZorgId.Core.Audit;

/// <summary>
/// The canonical text of one entry at a time, with what is made of it: its MAC, which also covers the id of the log that it was
/// written to, and its leaf in the log's tree. One buffer serves all entries of a log (README, An entry).
/// </summary>
internal sealed class EntryText
{
    /// <summary>The first value of every entry's text.</summary>
    public const string Purpose = "zorgid-audit-entry-v1";

    private readonly CanonicalText _octets;
    private readonly int _header;

    /// <param name="logId">Of the log that the entries belong to.</param>
    public EntryText(Guid logId)
    {
        _octets = new CanonicalText("zorgid-audit-mac-v1").Add(logId);
        _header = _octets.Written.Length;
    }

    /// <summary>The text itself, without the log's id.</summary>
    public ReadOnlySpan<byte> Text => _octets.Written[_header..];

    /// <summary>Begins the next entry. Its values are added in the order of the entry's properties.</summary>
    public CanonicalText Begin() => _octets.CutTo(_header).Add(Purpose);

    public byte[] Mac(byte[] key) => HMACSHA256.HashData(key, _octets.Written);

    public bool HasMac(byte[] key, ReadOnlySpan<byte> mac)
    {
        Span<byte> own = stackalloc byte[AuditEntry.HashLength];
        HMACSHA256.HashData(key, _octets.Written, own);
        return CryptographicOperations.FixedTimeEquals(own, mac);
    }

    /// <summary>What the tree holds of the entry: its text and its MAC, so that nobody can try out guesses against the hash.</summary>
    public byte[] LeafData(ReadOnlySpan<byte> mac) => [.. Text, .. mac];

    /// <summary>The hash of the entry's leaf (RFC 9162, section 2.1.1).</summary>
    public void HashLeaf(ReadOnlySpan<byte> mac, Span<byte> hash)
    {
        var length = Text.Length + mac.Length;
        Span<byte> data = length <= 1024 ? stackalloc byte[length] : new byte[length];
        Text.CopyTo(data);
        mac.CopyTo(data[Text.Length..]);
        MerkleHash.Leaf(data, hash);
    }

    public byte[] HashLeaf(ReadOnlySpan<byte> mac)
    {
        var hash = new byte[AuditEntry.HashLength];
        HashLeaf(mac, hash);
        return hash;
    }
}
