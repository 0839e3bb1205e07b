using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ZorgId.Core.Keys;

namespace ZorgId.Core.QrSessions;

/// <summary>
/// The server key of typed codes, in memory. If a plain hash of 50 bits were stored, the code could be
/// found by trying. This key is encrypted in the database, so the database alone is of no use.
/// </summary>
public sealed class TypedCodeKey
{
    private const int PersonalCodeOctets = 16;

    private byte[]? _key;

    /// <exception cref="CryptographicException">The key ring does not have the key that this one was encrypted with.</exception>
    public async Task OpenAsync(ServerKeys keys, CancellationToken cancellation) =>
        _key = await keys.OpenAsync("typed-codes", "ZorgId.Sessions.TypedCodeKey.v1", cancellation);

    /// <summary>What is stored of a typed code.</summary>
    public string Mac(PortalEnvironment environment, TypedCode code) =>
        Base64Url.EncodeToString(Compute($"code {environment.WireName()} {code.Value}"));

    /// <summary>The code of a QR text that is made for one phone's key: 128 bits, base64url.</summary>
    /// <param name="number">How many were made before it, for this session and this key.</param>
    public string CodeFor(SessionId sid, string kid, int number) =>
        Base64Url.EncodeToString(Compute($"qr {sid} {kid} {number}").AsSpan(0, PersonalCodeOctets));

    private byte[] Compute(string text) => HMACSHA256.HashData(
        _key ?? throw new InvalidOperationException("The key of typed codes is not open."), Encoding.ASCII.GetBytes(text));
}
