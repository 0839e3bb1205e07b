using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace ZorgId.Core.Common;

/// <summary>base64url as the protocol wants it (RFC 4648, section 5): no padding, canonical.</summary>
public static class Base64UrlText
{
    /// <summary>Characters of a SHA-256 digest, a thumbprint among them.</summary>
    public const int Sha256Length = 43;

    /// <summary>Decodes <paramref name="text"/>; <see langword="false"/> where it is not the one canonical text of its bytes.</summary>
    public static bool TryDecode(string? text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (text is null || !Base64Url.IsValid(text))
            return false;
        bytes = Base64Url.DecodeFromChars(text);
        // The decoder forgives padding, white space and stray low bits; a second text for the same bytes must not pass.
        return Base64Url.EncodeToString(bytes) == text;
    }

    public static bool IsCanonical(string? text) => TryDecode(text, out _);

    /// <summary>The SHA-256 of <paramref name="octets"/>, as text: 43 characters.</summary>
    public static string Sha256(ReadOnlySpan<byte> octets) => Base64Url.EncodeToString(SHA256.HashData(octets));

    /// <summary>The same, of a text in UTF-8.</summary>
    public static string Sha256(string text) => Sha256(Encoding.UTF8.GetBytes(text));

    /// <summary>A fresh secret of <paramref name="byteCount"/> random bytes, as text.</summary>
    public static string Random(int byteCount) => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(byteCount));
}
