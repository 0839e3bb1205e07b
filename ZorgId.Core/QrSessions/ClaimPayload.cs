using ZorgId.Core.Phones;

namespace ZorgId.Core.QrSessions;

/// <summary>A phone's claim: it has seen the QR.</summary>
public sealed record ClaimPayload(string Aud, string Sid, string Code) : IMessagePayload
{
    public static string Type => "zorgid-claim+jwt";

    public bool IsWellFormed(MessageHeader header) =>
        SessionId.TryParse(Sid, out _) && Code.Length is > 0 and <= QrSession.SecretTextLength && Base64UrlText.IsCanonical(Code);
}
