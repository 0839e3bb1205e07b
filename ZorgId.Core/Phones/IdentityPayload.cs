namespace ZorgId.Core.Phones;

/// <summary>A message of a phone about itself. <c>act</c> says what it wants; each act takes the PIN.</summary>
/// <param name="NewPinKey">With <see cref="ChangePin"/>: the new K_pin.</param>
public sealed record IdentityPayload(string Aud, string Nonce, string Act, string? Pin = null, string? NewPinKey = null) : IMessagePayload
{
    public const string Unlock = "unlock";
    public const string ChangePin = "changePin";
    public const string Leave = "leave";

    /// <summary>In characters; a nonce of this server has about 170.</summary>
    private const int MaxNonceLength = 512;

    public static string Type => "zorgid-identity+jwt";

    public bool IsWellFormed(MessageHeader header) =>
        header.Kid is not null
        && Nonce.Length is > 0 and <= MaxNonceLength && Base64UrlText.IsCanonical(Nonce)
        && PinKey.IsKey(Pin)
        && Act switch
        {
            Unlock or Leave => true,
            ChangePin => PinKey.IsKey(NewPinKey),
            _ => false,
        };
}
