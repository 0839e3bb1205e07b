namespace ZorgId.Core.Phones;

/// <summary>A message of a phone about itself. <c>act</c> says what it wants; <c>unlock</c> is known.</summary>
public sealed record IdentityPayload(string Aud, string Nonce, string Act, string? Pin = null) : IMessagePayload
{
    public const string Unlock = "unlock";

    /// <summary>Characters; a nonce of this server has about 170.</summary>
    private const int MaxNonceLength = 512;

    public static string Type => "zorgid-identity+jwt";

    public bool IsWellFormed(MessageHeader header) =>
        header.Kid is not null
        && Act == Unlock
        && Nonce.Length is > 0 and <= MaxNonceLength && Base64UrlText.IsCanonical(Nonce)
        && Base64UrlText.TryDecode(Pin, out var mac) && mac.Length == PinKey.Length;
}
