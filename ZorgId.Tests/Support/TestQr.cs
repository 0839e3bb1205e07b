namespace ZorgId.Tests.Support;

/// <summary>What a phone reads in a QR (PROTOCOL, QR text), taken apart with a URL parser.</summary>
public sealed record TestQr(string Origin, char Kind, string Sid, string Code)
{
    public const char Login = 'l';
    public const char Enrollment = 'e';

    /// <exception cref="FormatException">A phone would not take this for one of its QRs.</exception>
    public static TestQr Parse(string text)
    {
        var parts = Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri.Fragment.TrimStart('#').Split('.') : [];
        if (parts is not [[var kind], var sid, var code] || uri!.AbsolutePath != "/app" || uri.Query.Length > 0 || uri.UserInfo.Length > 0)
            throw new FormatException($"'{text}' is no QR of the protocol.");
        return new(uri.GetLeftPart(UriPartial.Authority), kind, sid, code);
    }

    /// <summary>The QR's text again.</summary>
    public override string ToString() => $"{Origin}/app#{Kind}.{Sid}.{Code}";
}
