using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using ZorgId.Core.Audit;

namespace ZorgId.Web.PublicLog;

/// <summary>
/// What everybody may know of the log: its key, its last published checkpoint, and that it only grows. The answers are for programs of
/// others, and so in the forms of C2SP and in English.
/// </summary>
public static class PublicLogApi
{
    private const string Text = "text/plain; charset=utf-8";

    private static readonly string[] Get = [HttpMethods.Get, HttpMethods.Head];

    // The key's name changes with a restore, and a checkpoint about once an hour.
    private static readonly TimeSpan KeyAge = TimeSpan.FromHours(1);
    private static readonly TimeSpan CheckpointAge = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ProofAge = TimeSpan.FromHours(1);

    public static void MapPublicLog(this IEndpointRouteBuilder routes)
    {
        var log = routes.MapGroup("/log/v1").AllowAnonymous().DisableAntiforgery();
        log.MapMethods("/key", Get, (HttpContext context, AuditSigningKey key) => Answer(context, $"{key.Verifier}\n", KeyAge));
        log.MapMethods("/checkpoint", Get, GetCheckpointAsync);
        log.MapMethods("/consistency", Get, ProveConsistencyAsync);
        routes.Map("/log/{**rest}", () => TypedResults.StatusCode(StatusCodes.Status404NotFound)).AllowAnonymous().DisableAntiforgery();
    }

    private static async Task<IResult> GetCheckpointAsync(HttpContext context, ViewCheckpoint view) =>
        await view.ExecuteAsync(context.RequestAborted) is { } note
            ? Answer(context, note, CheckpointAge)
            : Refuse(StatusCodes.Status404NotFound, "No checkpoint was published yet.");

    private static async Task<IResult> ProveConsistencyAsync(string? from, string? to, HttpContext context, ProveConsistency prove)
    {
        if (!TryRead(from, out var earlier) || !TryRead(to, out var later) || earlier > later)
        {
            return Refuse(
                StatusCodes.Status400BadRequest, "from and to are the sizes of two checkpoints, and the first is not the larger one.");
        }

        return await prove.ExecuteAsync(earlier, later, context.RequestAborted) is { } proof
            ? Answer(context, string.Concat(proof.Hashes.Select(hash => $"{Convert.ToBase64String(hash)}\n")), ProofAge)
            : Refuse(StatusCodes.Status404NotFound, "There is no published checkpoint of one of these sizes.");
    }

    private static bool TryRead(string? text, out long size) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size) && size > 0;

    private static ContentHttpResult Answer(HttpContext context, string text, TimeSpan age)
    {
        context.Response.Headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"public, max-age={age.TotalSeconds}");
        return TypedResults.Text(text, Text);
    }

    private static ProblemHttpResult Refuse(int status, string detail) => TypedResults.Problem(detail, statusCode: status);
}
