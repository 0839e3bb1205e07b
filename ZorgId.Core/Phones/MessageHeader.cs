using System.Text.Json;

namespace ZorgId.Core.Phones;

/// <summary>The JOSE header of a phone's message. It names the key by <c>kid</c>, or carries it as <c>jwk</c>.</summary>
public sealed record MessageHeader(string Alg, string Typ, string? Kid = null, PhoneJwk? Jwk = null, JsonElement Crit = default)
{
    /// <summary>UTF-16 units; a thumbprint has 43.</summary>
    public const int MaxKidLength = 128;

    public bool IsWellFormed =>
        Kid is null != Jwk is null
        && Kid is null or { Length: > 0 and <= MaxKidLength }
        && (Jwk is null || (IsCoordinate(Jwk.X) && IsCoordinate(Jwk.Y)))
        // No extension is understood here, so a message that names one in crit must be refused (RFC 7515, 4.1.11).
        && Crit.ValueKind == JsonValueKind.Undefined;

    private static bool IsCoordinate(string text) =>
        Base64UrlText.TryDecode(text, out var bytes) && bytes.Length == PhoneKey.CoordinateLength;
}
