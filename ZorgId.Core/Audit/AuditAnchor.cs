using System.Security.Cryptography;

namespace ZorgId.Core.Audit;

/// <summary>
/// A signed statement that the log was pruned up to an entry, with the hash that the first remaining entry is chained to.
/// </summary>
public sealed class AuditAnchor
{
    internal AuditAnchor(AuditEntry last, DateTime at, byte[] key)
    {
        (Sequence, Hash) = (last.Sequence, last.Hash);
        At = at.ToMilliseconds();
        Signature = Sign(key);
    }

    private AuditAnchor() => (Hash, Signature) = ([], []);

    /// <summary>The sequence of the last entry that was pruned.</summary>
    public long Sequence { get; private set; }

    /// <summary>The hash of the last entry that was pruned.</summary>
    public byte[] Hash { get; private set; }

    /// <summary>When it was pruned: UTC, in whole milliseconds.</summary>
    public DateTime At { get; private set; }

    /// <summary>HMAC-SHA-256 over the above.</summary>
    public byte[] Signature { get; private set; }

    internal bool IsGenuine(byte[] key) => CryptographicOperations.FixedTimeEquals(Signature, Sign(key));

    private byte[] Sign(byte[] key) => new CanonicalText("zorgid-audit-anchor-v1").Add(Sequence).Add(Hash).Add(At).Hash(key);
}
