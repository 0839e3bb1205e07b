using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using ZorgId.Core.Phones;

namespace ZorgId.Web.Mobile;

/// <summary>A refusal as phones get it (RFC 9457; PROTOCOL, Errors). It has no member that tells one stranger's call from another's.</summary>
public sealed record Problem(string Type, string Title, int Status, int? AttemptsLeft = null, string? State = null);

public static class Problems
{
    private const string ContentType = "application/problem+json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static IResult Result<TCore, TAnswer>(Outcome<TCore> outcome, Func<TCore, TAnswer> answer)
        where TCore : class =>
        outcome.Answer is { } granted ? TypedResults.Ok(answer(granted)) : Refuse(outcome.Refusal!);

    public static IResult TooLarge() => Make(StatusCodes.Status413PayloadTooLarge, "message-too-large", MobileTexts.MessageTooLarge);

    public static IResult UnsupportedMediaType() => Make(StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", MobileTexts.UnsupportedMediaType);

    /// <summary>What no table of the protocol knows: a path, a method, or a failure of ours.</summary>
    public static IResult OfStatus(int status) => status switch
    {
        StatusCodes.Status404NotFound => Make(status, "not-found", MobileTexts.NotFound),
        StatusCodes.Status405MethodNotAllowed => Make(status, "method-not-allowed", MobileTexts.MethodNotAllowed),
        // A body that broke off, or chunks that are none.
        < StatusCodes.Status500InternalServerError => Make(status, "malformed-message", MobileTexts.MalformedMessage),
        _ => Make(status, "server-error", MobileTexts.ServerError),
    };

    private static JsonHttpResult<Problem> Refuse(Refusal refusal)
    {
        var (status, name, title) = Describe(refusal.Reason);
        return Make(status, name, title, refusal.AttemptsLeft, refusal.State);
    }

    private static (int Status, string Name, string Title) Describe(RefusalReason reason) => reason switch
    {
        RefusalReason.MalformedMessage => (400, "malformed-message", MobileTexts.MalformedMessage),
        RefusalReason.UnknownPhone => (401, "unknown-phone", MobileTexts.UnknownPhone),
        RefusalReason.PinIncorrect => (401, "pin-incorrect", MobileTexts.PinIncorrect),
        RefusalReason.PinBlocked => (403, "pin-blocked", MobileTexts.PinBlocked),
        RefusalReason.PhoneBlocked => (403, "phone-blocked", MobileTexts.PhoneBlocked),
        RefusalReason.PhoneRevoked => (403, "phone-revoked", MobileTexts.PhoneRevoked),
        RefusalReason.RoleNotAllowed => (403, "role-not-allowed", MobileTexts.RoleNotAllowed),
        RefusalReason.OtherAccount => (403, "other-account", MobileTexts.OtherAccount),
        RefusalReason.SessionUnknown => (404, "session-unknown", MobileTexts.SessionUnknown),
        RefusalReason.SessionClaimed => (409, "session-claimed", MobileTexts.SessionClaimed),
        RefusalReason.SessionClosed => (409, "session-closed", MobileTexts.SessionClosed),
        RefusalReason.AccountExists => (409, "account-exists", MobileTexts.AccountExists),
        RefusalReason.NonceUnusable => (409, "nonce-unusable", MobileTexts.NonceUnusable),
        RefusalReason.SessionExpired => (410, "session-expired", MobileTexts.SessionExpired),
        RefusalReason.CodeExpired => (410, "code-expired", MobileTexts.CodeExpired),
        RefusalReason.WrongEnvironment => (421, "wrong-environment", MobileTexts.WrongEnvironment),
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    private static JsonHttpResult<Problem> Make(int status, string name, string title, int? attemptsLeft = null, string? state = null) =>
        TypedResults.Json(new Problem($"urn:zorgid:problem:{name}", title, status, attemptsLeft, state), Json, ContentType, status);
}
