using Microsoft.AspNetCore.Diagnostics;
using ZorgId.Core.Persistence;

namespace ZorgId.Web.Platform.Requests;

/// <summary>Finds what was requested, for the page that says that the request failed or that the page does not exist.</summary>
public static class FailedRequests
{
    /// <summary>The key in <see cref="HttpContext.Items"/> of whether the request that failed was a GET.</summary>
    public static readonly object ReadKey = new();

    /// <param name="Path">The path with its query; the start page, where it might lead to another host.</param>
    /// <param name="IsRead">Whether the request only read something, so that it can be repeated without harm.</param>
    /// <param name="IsInDoubt">Whether the request may have been carried out.</param>
    public sealed record FailedRequest(string Path, bool IsRead, bool IsInDoubt);

    /// <summary>Whether this is the page about a failure. It may read nothing that may have failed, such as who is logged in.</summary>
    public static bool HasFailed(this HttpContext context) => context.Features.Get<IExceptionHandlerFeature>() is not null;

    /// <summary>The request that failed because the database could not be used; null where something else failed.</summary>
    public static FailedRequest? FindFailedRequest(this HttpContext context) =>
        context.Features.Get<IExceptionHandlerPathFeature>() is { } failed && failed.Error.IsDatabaseUnavailable()
            ? new(context.RequestedPath() ?? PagePaths.Start, context.Items[ReadKey] is true, failed.Error is CommitInDoubtException)
            : null;

    /// <summary>The path that was requested, where another page answers instead. The browser's address bar still shows it.</summary>
    /// <returns>Null where the page that answers was requested itself, or where the path would lead to another host.</returns>
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
