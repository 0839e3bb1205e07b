using System.Security.Cryptography;

namespace ZorgId.Core.Audit;

/// <summary>
/// Makes the MACs by which the leaves of a log keep their places. A tree alone does not: who owns the database could take an entry
/// out, move the others up, and hash the tree anew.
/// </summary>
internal sealed class LeafMac
{
    private readonly CanonicalText _octets;
    private readonly int _header;

    /// <param name="logId">Of the log that the leaves belong to.</param>
    public LeafMac(Guid logId)
    {
        LogId = logId;
        _octets = new CanonicalText("zorgid-audit-leaf-v1").Add(logId);
        _header = _octets.Written.Length;
    }

    public Guid LogId { get; }

    public byte[] Compute(long index, ReadOnlySpan<byte> hash, byte[] key) => _octets.CutTo(_header).Add(index).Add(hash).Hash(key);

    public bool Has(long index, ReadOnlySpan<byte> hash, byte[] key, ReadOnlySpan<byte> mac)
    {
        Span<byte> own = stackalloc byte[AuditEntry.HashLength];
        HMACSHA256.HashData(key, _octets.CutTo(_header).Add(index).Add(hash).Written, own);
        return CryptographicOperations.FixedTimeEquals(own, mac);
    }
}
