using System.Security.Cryptography;
using System.Text;

namespace ZorgId.Core.Phones;

/// <summary>
/// K_pin (PROTOCOL, The PIN). The server stores it without K_device, and the phone has K_device and does not store it, so that
/// neither can find the PIN alone.
/// </summary>
public static class PinKey
{
    /// <summary>Octets.</summary>
    public const int Length = 32;

    /// <summary>The proof that a phone sends for <paramref name="nonce"/>: HMAC-SHA-256(K_pin, nonce as ASCII).</summary>
    public static byte[] Mac(byte[] pinKey, string nonce) => HMACSHA256.HashData(pinKey, Encoding.ASCII.GetBytes(nonce));

    /// <summary>
    /// Whether a text is one of these keys, or a proof made with one, in base64url: both have <see cref="Length"/> octets.
    /// </summary>
    public static bool IsKey(string? text) => Base64UrlText.TryDecode(text, out var bytes) && bytes.Length == Length;

    /// <summary>Compares in constant time.</summary>
    public static bool Proves(byte[] pinKey, string nonce, byte[] mac) => CryptographicOperations.FixedTimeEquals(Mac(pinKey, nonce), mac);
}
