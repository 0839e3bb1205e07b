using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using ZorgId.Core.Phones;

namespace ZorgId.Web.Mobile;

/// <summary>
/// A refusal as phones get it (RFC 9457; PROTOCOL, Errors). It has no member such as a trace id, which would be different for each
/// call of a stranger.
/// </summary>
/// <param name="RetryAfter">How many seconds to wait, as in the header of that name.</param>
/// <param name="SameAccount">Whether an enrollment is for the account that the phone has.</param>
public sealed record Problem(
    string Type, string Title, int Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? AttemptsLeft = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? State = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? RetryAfter = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? SameAccount = null);

public static class Problems
{
    public const string ContentType = "application/problem+json";

    public static IResult Result<T>(Outcome<T> outcome, Func<T, IResult> answer)
        where T : class =>
        outcome.Answer is { } granted ? answer(granted) : Refuse(outcome.Refusal!);

    public static IResult TooLarge() => Make(ProblemKind.TooLarge);

    public static IResult TooSlow() => Make(ProblemKind.TooSlow);

    public static IResult UnsupportedMediaType() => Make(ProblemKind.UnsupportedMediaType);

    /// <summary>The answer to what the protocol has no reason for: an unknown path or method, or a failure of the server.</summary>
    public static IResult OfStatus(int status) => Make(ProblemKind.OfStatus(status));

    public static IResult Refuse(Refusal refusal)
    {
        // It is rounded up to whole seconds, because a phone that comes back at that time must be let in.
        int? retryAfter = refusal.RetryAfter is { } wait ? (int)Math.Ceiling(wait.TotalSeconds) : null;
        var problem = Make(ProblemKind.Of(refusal.Reason), refusal.AttemptsLeft, refusal.State, retryAfter, refusal.SameAccount);
        return retryAfter is { } seconds ? new LaterResult(problem, seconds) : problem;
    }

    private static JsonHttpResult<Problem> Make(
        ProblemKind kind,
        int? attemptsLeft = null,
        string? state = null,
        int? retryAfter = null,
        bool? sameAccount = null) =>
        TypedResults.Json(
            new Problem(kind.Type, kind.Title(), kind.Status, attemptsLeft, state, retryAfter, sameAccount),
            options: null,
            ContentType,
            kind.Status);

    private sealed class LaterResult(IResult problem, int seconds) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            return problem.ExecuteAsync(httpContext);
        }
    }
}
