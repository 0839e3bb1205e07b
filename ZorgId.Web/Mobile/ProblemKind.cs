using ZorgId.Core.Phones;

namespace ZorgId.Web.Mobile;

/// <summary>A row of the protocol's table of errors.</summary>
/// <param name="Name">The part of the type that follows <c>urn:zorgid:problem:</c>.</param>
/// <param name="Title">The title in the language of the request.</param>
public sealed record ProblemKind(int Status, string Name, Func<string> Title)
{
    private const string Urn = "urn:zorgid:problem:";

    public static readonly ProblemKind TooLarge = new(413, "message-too-large", () => MobileTexts.MessageTooLarge);
    public static readonly ProblemKind TooSlow = new(408, "message-too-slow", () => MobileTexts.MessageTooSlow);
    public static readonly ProblemKind UnsupportedMediaType = new(415, "unsupported-media-type", () => MobileTexts.UnsupportedMediaType);

    private static readonly ProblemKind NotFound = new(404, "not-found", () => MobileTexts.NotFound);
    private static readonly ProblemKind MethodNotAllowed = new(405, "method-not-allowed", () => MobileTexts.MethodNotAllowed);
    private static readonly ProblemKind ServerError = new(500, "server-error", () => MobileTexts.ServerError);

    public string Type => Urn + Name;

    /// <summary>The whole table.</summary>
    public static IEnumerable<ProblemKind> All => [.. Enum.GetValues<RefusalReason>().Select(Of), TooLarge, TooSlow, UnsupportedMediaType];

    public static ProblemKind Of(RefusalReason reason) => reason switch
    {
        RefusalReason.MalformedMessage => new(400, "malformed-message", () => MobileTexts.MalformedMessage),
        RefusalReason.UnknownPhone => new(401, "unknown-phone", () => MobileTexts.UnknownPhone),
        RefusalReason.PinIncorrect => new(401, "pin-incorrect", () => MobileTexts.PinIncorrect),
        RefusalReason.PinBlocked => new(403, "pin-blocked", () => MobileTexts.PinBlocked),
        RefusalReason.PhoneBlocked => new(403, "phone-blocked", () => MobileTexts.PhoneBlocked),
        RefusalReason.PhoneRevoked => new(403, "phone-revoked", () => MobileTexts.PhoneRevoked),
        RefusalReason.RoleNotAllowed => new(403, "role-not-allowed", () => MobileTexts.RoleNotAllowed),
        RefusalReason.OtherAccount => new(403, "other-account", () => MobileTexts.OtherAccount),
        RefusalReason.OtherNetwork => new(403, "other-network", () => MobileTexts.OtherNetwork),
        RefusalReason.SessionUnknown => new(404, "session-unknown", () => MobileTexts.SessionUnknown),
        RefusalReason.SessionClaimed => new(409, "session-claimed", () => MobileTexts.SessionClaimed),
        RefusalReason.SessionClosed => new(409, "session-closed", () => MobileTexts.SessionClosed),
        RefusalReason.AccountExists => new(409, "account-exists", () => MobileTexts.AccountExists),
        RefusalReason.NonceUnusable => new(409, "nonce-unusable", () => MobileTexts.NonceUnusable),
        RefusalReason.SessionExpired => new(410, "session-expired", () => MobileTexts.SessionExpired),
        RefusalReason.CodeExpired => new(410, "code-expired", () => MobileTexts.CodeExpired),
        RefusalReason.WrongEnvironment => new(421, "wrong-environment", () => MobileTexts.WrongEnvironment),
        RefusalReason.TooManyRequests => new(429, "too-many-requests", () => MobileTexts.TooManyRequests),
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    /// <summary>The kind of an error that the table has no reason for: an unknown path or method, or a failure of the server.</summary>
    public static ProblemKind OfStatus(int status) => status switch
    {
        StatusCodes.Status404NotFound => NotFound,
        StatusCodes.Status405MethodNotAllowed => MethodNotAllowed,
        // The body was incomplete, or its chunked encoding was invalid.
        < StatusCodes.Status500InternalServerError => Of(RefusalReason.MalformedMessage),
        _ => ServerError,
    };
}
