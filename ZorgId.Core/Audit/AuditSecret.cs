using System.Security.Cryptography;
using ZorgId.Core.Keys;

namespace ZorgId.Core.Audit;

/// <summary>The key of the log, in memory. It is opened once, before anything is written.</summary>
public sealed class AuditSecret
{
    private const int FingerprintOctets = 8;

    private byte[]? _key;

    /// <exception cref="InvalidOperationException">Not opened yet.</exception>
    internal byte[] Key => _key ?? throw new InvalidOperationException("The log is not open.");

    /// <summary>Tells one key from another without giving the key away: 16 hexadecimal digits.</summary>
    public string Fingerprint => Convert.ToHexStringLower(new CanonicalText("zorgid-audit-key-v1").Hash(Key)[..FingerprintOctets]);

    /// <exception cref="CryptographicException">The key ring does not have the key that this one was encrypted with.</exception>
    public async Task OpenAsync(ServerKeys keys, CancellationToken cancellation) =>
        _key = await keys.OpenAsync("audit", "ZorgId.Audit.Key.v1", cancellation);
}
