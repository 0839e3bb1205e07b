namespace ZorgId.Core.Audit;

/// <summary>
/// The log's key, in memory. It is read once, before anything is written: making it may make a key of Data Protection too,
/// and that writes by a connection of its own, which would wait for a transaction that waits for it.
/// </summary>
public sealed class AuditSecret
{
    private const int FingerprintOctets = 8;

    private byte[]? _key;

    /// <exception cref="InvalidOperationException"><see cref="OpenAuditLog"/> has not run.</exception>
    internal byte[] Key => _key ?? throw new InvalidOperationException("The log is not open.");

    /// <summary>Tells one key from another, and nothing of the key: 16 hexadecimal digits.</summary>
    public string Fingerprint => Convert.ToHexStringLower(new CanonicalText("zorgid-audit-key-v1").Hash(Key)[..FingerprintOctets]);

    internal void Set(byte[] key) => _key = key;
}
