using System.Text;

namespace ZorgId.Core.Phones;

/// <summary>A wrong PIN that has been counted, so that the same message sent again is not counted again.</summary>
public sealed class WrongPin
{
    public WrongPin(PhoneId phoneId, string tryHash, DateTime at) => (PhoneId, TryHash, At) = (phoneId, tryHash, at);

    public PhoneId PhoneId { get; private set; }

    /// <summary>SHA-256 of nonce and proof: it recognises the same try, but is of no use for guessing PINs.</summary>
    public string TryHash { get; private set; }

    public DateTime At { get; private set; }

    public static string HashOf(string nonce, byte[] mac) =>
        Base64UrlText.Sha256([.. Encoding.ASCII.GetBytes(nonce), (byte)'.', .. mac]);
}
