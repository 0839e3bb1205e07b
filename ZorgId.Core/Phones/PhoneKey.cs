using System.Buffers.Text;
using System.Security.Cryptography;

namespace ZorgId.Core.Phones;

/// <summary>A phone's public P-256 key.</summary>
public sealed class PhoneKey
{
    /// <summary>Octets of a coordinate, and of each half of a signature.</summary>
    public const int CoordinateLength = 32;

    private const int KidLength = 43;

    private readonly ECParameters _parameters;

    private PhoneKey(ECParameters parameters)
    {
        _parameters = parameters;
        Kid = Thumbprint(Base64Url.EncodeToString(parameters.Q.X), Base64Url.EncodeToString(parameters.Q.Y));
    }

    /// <summary>RFC 7638 SHA-256 thumbprint, base64url.</summary>
    public string Kid { get; }

    /// <summary>Whether a key can be named so at all.</summary>
    public static bool IsKid(string text) => text.Length == KidLength && Base64UrlText.IsCanonical(text);

    /// <summary>X, then Y: 64 octets.</summary>
    public byte[] ToBytes() => [.. _parameters.Q.X!, .. _parameters.Q.Y!];

    /// <summary>The key of such a JWK; null where it names no point of the curve.</summary>
    public static PhoneKey? FromJwk(PhoneJwk jwk) =>
        jwk is { Kty: "EC", Crv: "P-256" }
        && Base64UrlText.TryDecode(jwk.X, out var x) && Base64UrlText.TryDecode(jwk.Y, out var y)
        && x.Length == CoordinateLength && y.Length == CoordinateLength
            ? FromPoint(x, y)
            : null;

    /// <summary>The key whose <see cref="ToBytes"/> was stored. It must be a point of the curve, or <see cref="Verify"/> throws.</summary>
    public static PhoneKey FromBytes(byte[] bytes) => new(P256(bytes[..CoordinateLength], bytes[CoordinateLength..]));

    /// <summary>Whether <paramref name="signature"/> (r‖s, 64 octets) is this key's ES256 signature of <paramref name="data"/>.</summary>
    /// <exception cref="CryptographicException">What was stored is no point of the curve.</exception>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        using var key = ECDsa.Create(_parameters);
        return key.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private static PhoneKey? FromPoint(byte[] x, byte[] y)
    {
        var parameters = P256(x, y);
        try
        {
            using var key = ECDsa.Create(parameters);
            return new PhoneKey(parameters);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static ECParameters P256(byte[] x, byte[] y) =>
        new() { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = x, Y = y } };

    // RFC 7638, section 3: the required members only, in this order, without white space.
    private static string Thumbprint(string x, string y) =>
        Base64UrlText.Sha256($$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}""");
}
