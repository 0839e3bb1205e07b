using Microsoft.Extensions.Options;
using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;
using ZorgId.Web.Platform.Requests;
using ZorgId.Web.Platform.Settings;

namespace ZorgId.Web.Mobile;

/// <summary>The API that phones call (docs/protocol.md): what each endpoint takes, answers and refuses.</summary>
public static class MobileApi
{
    private static readonly string[] Post = [HttpMethods.Post];
    private static readonly string[] Get = [HttpMethods.Get, HttpMethods.Head];

    public static void MapMobile(this IEndpointRouteBuilder routes)
    {
        var mobile = routes.MapGroup("/mobile/v1")
            .WithTags("mobile")
            .AllowAnonymous()
            .DisableAntiforgery()
            .AddEndpointFilter<RouteGroupBuilder, AddressLimit>();
        mobile.MapOnly(Post, "/sessions/{sid}/claim", ClaimAsync).Produces<ClaimAnswer>().Takes<ClaimPayload>(
            RefusalReason.SessionUnknown, RefusalReason.SessionClosed, RefusalReason.SessionExpired, RefusalReason.SessionClaimed,
            RefusalReason.CodeExpired, RefusalReason.AccountExists, RefusalReason.RoleNotAllowed);
        mobile.MapOnly(Post, "/sessions/{sid}/decision", DecideAsync).Produces<DecisionAnswer>().Takes<DecisionPayload>(
            RefusalReason.SessionUnknown, RefusalReason.SessionClosed, RefusalReason.SessionExpired, RefusalReason.AccountExists,
            RefusalReason.RoleNotAllowed, RefusalReason.OtherAccount, RefusalReason.PinIncorrect);
        mobile.MapOnly(Post, "/challenges", (HttpContext context, ChallengeNonces nonces) =>
            ChallengeAnswer.From(nonces.Create(context.Environment()))).TakesNothing();
        mobile.MapOnly(Post, "/identity", IdentifyAsync)
            .Produces<UnlockAnswer>()
            .Produces(StatusCodes.Status204NoContent)
            .Takes<IdentityPayload>(RefusalReason.NonceUnusable, RefusalReason.PinIncorrect);
        mobile.MapOnly(Post, "/typed-codes", ExchangeTypedCodeAsync).Produces<QrAnswer>().Takes<TypedCodePayload>(
            RefusalReason.SessionUnknown, RefusalReason.OtherNetwork);
        mobile.MapOnly(Get, "/environment", (HttpContext context, IOptions<SupportSettings> support) =>
            EnvironmentAnswer.From(context.Environment(), support.Value)).TakesNothing();
        routes.Map("/mobile/{**rest}", () => TypedResults.StatusCode(StatusCodes.Status404NotFound)).AllowAnonymous().DisableAntiforgery();
    }

    /// <summary>Maps a path for these methods, and answers 405 to others, so that a phone never gets the portal's own page.</summary>
    private static RouteHandlerBuilder MapOnly(this RouteGroupBuilder mobile, string[] methods, string path, Delegate handler)
    {
        mobile.Map(path, (HttpContext context) =>
        {
            context.Response.Headers.Allow = string.Join(", ", methods);
            return TypedResults.StatusCode(StatusCodes.Status405MethodNotAllowed);
        }).ExcludeFromDescription();
        return mobile.MapMethods(path, methods, handler);
    }

    private static async Task<IResult> ClaimAsync(string sid, HttpContext context, ClaimSession claim)
    {
        var body = await MessageBody.ReadAsync(context);
        return body.IsRead
            ? Problems.Result(
                await claim.ExecuteAsync(sid, body.Call, context.RequestAborted),
                claimed => TypedResults.Ok(ClaimAnswer.From(claimed)))
            : body.Refusal;
    }

    private static async Task<IResult> DecideAsync(string sid, HttpContext context, DecideSession decide)
    {
        var body = await MessageBody.ReadAsync(context);
        return body.IsRead
            ? Problems.Result(
                await decide.ExecuteAsync(sid, body.Call, context.RequestAborted),
                decided => TypedResults.Ok(DecisionAnswer.From(decided)))
            : body.Refusal;
    }

    private static async Task<IResult> IdentifyAsync(HttpContext context, AnswerIdentity answer)
    {
        var body = await MessageBody.ReadAsync(context);
        return body.IsRead
            ? Problems.Result(
                await answer.ExecuteAsync(body.Call, context.RequestAborted),
                done => done.Unlocked is { } unlocked ? TypedResults.Ok(UnlockAnswer.From(unlocked)) : TypedResults.NoContent())
            : body.Refusal;
    }

    private static async Task<IResult> ExchangeTypedCodeAsync(HttpContext context, ExchangeTypedCode exchange)
    {
        var body = await MessageBody.ReadAsync(context);
        return body.IsRead
            ? Problems.Result(
                await exchange.ExecuteAsync(body.Call, context.RequestAborted),
                typed => TypedResults.Ok(new QrAnswer(typed.QrText)))
            : body.Refusal;
    }
}
