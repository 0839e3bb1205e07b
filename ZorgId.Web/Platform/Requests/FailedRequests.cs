using Microsoft.AspNetCore.Diagnostics;
using ZorgId.Core.Persistence;

namespace ZorgId.Web.Platform.Requests;

/// <summary>What was asked for, on the page that tells that it failed or is not there.</summary>
public static class FailedRequests
{
    /// <summary>Where <see cref="HttpContext.Items"/> has whether the request that failed was a GET.</summary>
    public static readonly object ReadKey = new();

    /// <param name="Path">With its query; the start page, where it might lead to another host.</param>
    /// <param name="IsRead">Asking again does no harm, and nothing else was wanted.</param>
    /// <param name="IsInDoubt">What was asked may have been done.</param>
    public sealed record FailedRequest(string Path, bool IsRead, bool IsInDoubt);

    /// <summary>Whether this is the page about a failure. It asks for nothing that may have failed, such as who is there.</summary>
    public static bool HasFailed(this HttpContext context) => context.Features.Get<IExceptionHandlerFeature>() is not null;

    /// <summary>What was asked while the database was away, on the page that tells so; null where something else broke.</summary>
    public static FailedRequest? FindFailedRequest(this HttpContext context) =>
        context.Features.Get<IExceptionHandlerPathFeature>() is { } failed && failed.Error.IsDatabaseUnavailable()
            ? new(context.RequestedPath() ?? PagePaths.Start, context.Items[ReadKey] is true, failed.Error is CommitInDoubtException)
            : null;

    /// <summary>What was asked for, where another page answers in its place: it stands in the browser's address bar still.</summary>
    /// <returns>Null where the page that answers was asked for itself, or where the path would lead to another host.</returns>
    public static string? RequestedPath(this HttpContext context)
    {
        var features = (context.Features.Get<IStatusCodeReExecuteFeature>(), context.Features.Get<IExceptionHandlerPathFeature>());
        var (path, query) = features switch
        {
            (_, { } failed) => (failed.Path, context.Request.QueryString.ToString()),
            ({ } missing, _) => (missing.OriginalPathBase + missing.OriginalPath, missing.OriginalQueryString),
            _ => (null, null),
        };
        return path is null ? null : ReturnPath.Local(new PathString(path).ToUriComponent() + query);
    }
}
