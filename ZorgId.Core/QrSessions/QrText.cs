namespace ZorgId.Core.QrSessions;

/// <summary>What a QR says (PROTOCOL, What a QR says). What follows the <c>#</c> never reaches a server's log.</summary>
public static class QrText
{
    public static string For(string origin, SessionKind kind, SessionId sid, string code) => $"{origin}/app#{kind.QrLetter()}.{sid}.{code}";

    /// <summary>The code in such a text.</summary>
    public static string CodeOf(string text) => text[(text.LastIndexOf('.') + 1)..];
}
