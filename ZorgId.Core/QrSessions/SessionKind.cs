namespace ZorgId.Core.QrSessions;

public enum SessionKind
{
    /// <summary>Opens the portal in the browser that shows the QR.</summary>
    Login,

    /// <summary>Binds a phone to an account.</summary>
    Enrollment,
}

public static class SessionKinds
{
    /// <summary>The kind in an answer (PROTOCOL, Words).</summary>
    public static string WireName(this SessionKind kind) => kind switch
    {
        SessionKind.Login => "login",
        SessionKind.Enrollment => "enrollment",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The kind in a QR's text (PROTOCOL, What a QR says).</summary>
    public static char QrLetter(this SessionKind kind) => kind switch
    {
        SessionKind.Login => 'l',
        SessionKind.Enrollment => 'e',
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
