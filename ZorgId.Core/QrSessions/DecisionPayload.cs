using ZorgId.Core.Phones;

namespace ZorgId.Core.QrSessions;

/// <summary>The owner's decision. To accept, a phone with an account proves its PIN, and a new phone sends a new PIN key.</summary>
public sealed record DecisionPayload(
    string Aud, string Sid, string Nonce, string Decision, string? Pin = null, string? PinKey = null, DeviceDescription? Device = null)
    : IMessagePayload
{
    public const string Accept = "accept";
    public const string Refuse = "refuse";

    /// <summary>
    /// In characters. The server's nonces have 22. The protocol allows longer ones, and a nonce that is not
    /// the server's is unknown, not malformed.
    /// </summary>
    private const int MaxNonceLength = 512;

    public static string Type => "zorgid-decision+jwt";

    public bool IsWellFormed(MessageHeader header) =>
        SessionId.TryParse(Sid, out _)
        && Nonce.Length is > 0 and <= MaxNonceLength && Base64UrlText.IsCanonical(Nonce)
        && Decision switch
        {
            Refuse => true,
            Accept => header.Kid is not null ? Phones.PinKey.IsKey(Pin) : Phones.PinKey.IsKey(PinKey) && Device is { IsAcceptable: true },
            _ => false,
        };
}
