using ZorgId.Core.Phones;
using ZorgId.Core.Sessions;
using ZorgId.Web.Hosting;

namespace ZorgId.Web.Mobile;

/// <summary>What phones call (docs/protocol.md): one line an endpoint.</summary>
public static class MobileApi
{
    private static readonly string[] Post = [HttpMethods.Post];
    private static readonly string[] Get = [HttpMethods.Get, HttpMethods.Head];

    public static void MapMobile(this IEndpointRouteBuilder routes)
    {
        var mobile = routes.MapGroup("/mobile/v1").AllowAnonymous().DisableAntiforgery();
        mobile.MapOnly(Post, "/sessions/{sid}/claim", ClaimAsync);
        mobile.MapOnly(Post, "/sessions/{sid}/decision", DecideAsync);
        mobile.MapOnly(Post, "/challenges", (HttpContext context, ChallengeNonces nonces) => ChallengeAnswer.From(nonces.Create(context.Environment())));
        mobile.MapOnly(Post, "/identity", IdentifyAsync);
        mobile.MapOnly(Post, "/typed-codes", ExchangeTypedCodeAsync);
        mobile.MapOnly(Get, "/environment", (HttpContext context) => EnvironmentAnswer.From(context.Environment()));
        routes.Map("/mobile/{**rest}", () => TypedResults.StatusCode(StatusCodes.Status404NotFound)).AllowAnonymous().DisableAntiforgery();
    }

    /// <summary>Maps a path for these methods, and answers the others; the portal's own not-found page would, to a phone.</summary>
    private static void MapOnly(this RouteGroupBuilder mobile, string[] methods, string path, Delegate handler)
    {
        mobile.MapMethods(path, methods, handler);
        mobile.Map(path, (HttpContext context) =>
        {
            context.Response.Headers.Allow = string.Join(", ", methods);
            return TypedResults.StatusCode(StatusCodes.Status405MethodNotAllowed);
        });
    }

    private static async Task<IResult> ClaimAsync(string sid, HttpContext context, ClaimSession claim)
    {
        var body = await MessageBody.ReadAsync(context.Request);
        return body.Refusal ?? Problems.Result(
            await claim.ExecuteAsync(sid, body.Message, context.Environment(), context.Requester().Client, context.RequestAborted),
            claimed => TypedResults.Ok(ClaimAnswer.From(claimed)));
    }

    private static async Task<IResult> DecideAsync(string sid, HttpContext context, DecideSession decide)
    {
        var body = await MessageBody.ReadAsync(context.Request);
        return body.Refusal ?? Problems.Result(
            await decide.ExecuteAsync(sid, body.Message, context.Environment(), context.Requester().Client, context.RequestAborted),
            decided => TypedResults.Ok(DecisionAnswer.From(decided)));
    }

    private static async Task<IResult> IdentifyAsync(HttpContext context, AnswerIdentity answer, ISessionEvents events)
    {
        var body = await MessageBody.ReadAsync(context.Request);
        if (body.Refusal is { } refusal)
            return refusal;
        var outcome = await answer.ExecuteAsync(body.Message, context.Environment(), context.Requester().Client, context.RequestAborted);
        foreach (var organisation in outcome.Answer?.Changed ?? [])
            events.Publish(organisation);
        return Problems.Result(outcome, done => done.Unlocked is { } unlocked ? TypedResults.Ok(UnlockAnswer.From(unlocked)) : TypedResults.NoContent());
    }

    private static async Task<IResult> ExchangeTypedCodeAsync(HttpContext context, ExchangeTypedCode exchange)
    {
        var body = await MessageBody.ReadAsync(context.Request);
        return body.Refusal ?? Problems.Result(
            await exchange.ExecuteAsync(body.Message, context.Environment(), context.Connection.RemoteIpAddress, context.RequestAborted),
            typed => TypedResults.Ok(new QrAnswer(typed.QrText)));
    }
}
