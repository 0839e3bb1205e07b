using System.Security.Cryptography;
using ZorgId.Core.Audit.Tree;
using ZorgId.Core.Keys;

namespace ZorgId.Core.Audit;

/// <summary>
/// The key that signs the log's checkpoints, in memory: ECDSA on P-256. It is opened once. Others check with its public part, which
/// cannot forge what it checks, as the key of <see cref="AuditSecret"/> could.
/// </summary>
public sealed class AuditSigningKey(PortalOrigins origins, AuditSecret secret)
{
    private byte[]? _pkcs8;

    /// <summary>The public key of the log, under the name that its checkpoints have now.</summary>
    /// <exception cref="InvalidOperationException">It is not opened yet, or no origin is known yet.</exception>
    public NoteVerifier Verifier => VerifierOf(OriginOf(secret.LogId));

    /// <exception cref="CryptographicException">The key ring does not have the key that this one was encrypted with.</exception>
    public async Task OpenAsync(ServerKeys keys, CancellationToken cancellation) =>
        _pkcs8 = await keys.OpenAsync("audit-signing", "ZorgId.Audit.SigningKey.v1", Make, cancellation);

    /// <summary>Signs a head as a checkpoint.</summary>
    /// <param name="head">It was read in a transaction of its own, so that it is of committed leaves.</param>
    internal SignedNote Sign(AuditMark head)
    {
        using var key = Import();
        return new Checkpoint(OriginOf(head.LogId), head.Size, Convert.FromHexString(head.Root)).Sign(key);
    }

    /// <summary>
    /// The public key under a name that the log's checkpoints have, or had: the portal's host and the log's id may change.
    /// </summary>
    internal NoteVerifier VerifierOf(string origin)
    {
        using var key = Import();
        return new(origin, key);
    }

    /// <summary>Reads the log's id from the name that a checkpoint has.</summary>
    internal static bool TryReadLogId(string origin, out Guid logId) =>
        Guid.TryParseExact(origin[(origin.LastIndexOf('/') + 1)..], "D", out logId);

    // It names the portal as people know it. A portal that serves one environment only is known by that one's host.
    private string OriginOf(Guid logId) => origins.All.Count > 0
        ? $"{new Uri(origins.All.MinBy(o => o.Key).Value).Authority}/log/{logId:D}"
        : throw new InvalidOperationException("No origin is known yet.");

    private static byte[] Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKey();
    }

    // One for each use, because several threads may not use one at once.
    private ECDsa Import()
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(_pkcs8 ?? throw new InvalidOperationException("The log's signing key is not open."), out _);
        return key;
    }
}
