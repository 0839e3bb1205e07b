using Microsoft.AspNetCore.Http.Features;

namespace ZorgId.Web.Platform.Requests;

/// <summary>
/// Browsers post small forms: 64 KiB at most, within half a minute. Whoever is not logged in can send no more than that to any
/// address. A body that is no valid form gets an answer that says so; otherwise the code that reads the form first would throw, and
/// any stranger could cause errors in the operator's log. (MessageBody reads the messages of phones.)
/// </summary>
public static class RequestBodies
{
    public const int MaxLength = 64 << 10;

    /// <summary>How long a form may take to arrive completely.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public static void UseRequestBodies(this WebApplication app)
    {
        app.Use(async (context, next) =>
        {
            if (await FindFaultAsync(context) is not { } status)
                await next(context);
            else if (!context.Response.HasStarted)
                context.Response.StatusCode = status;
        });
    }

    /// <returns>The status that says what is wrong with the body; null where nothing is.</returns>
    private static async Task<int?> FindFaultAsync(HttpContext context)
    {
        var request = context.Request;
        if (context.User.Identity?.IsAuthenticated != true)
        {
            if (request.ContentLength > MaxLength)
                return StatusCodes.Status413PayloadTooLarge;
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
                size.MaxRequestBodySize = MaxLength;
        }

        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType || context.IsMobile() || context.IsCircuit())
            return null;
        using var deadline = new CancellationTokenSource(Deadline, context.RequestServices.GetRequiredService<TimeProvider>());
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, deadline.Token);
        try
        {
            // The body is read before it is parsed: the form reader would close the connection of a slow sender without an answer.
            var body = new byte[MaxLength + 1];
            var length = await request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, reading.Token);
            if (length > MaxLength)
                return StatusCodes.Status413PayloadTooLarge;
            request.Body = new MemoryStream(body, 0, length, writable: false);
            // The request keeps the form, so that later code gets it without reading the body again.
            await request.ReadFormAsync(context.RequestAborted);
            return null;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            context.Response.Headers.Connection = "close";
            return StatusCodes.Status408RequestTimeout;
        }
        catch (BadHttpRequestException broken)
        {
            // The chunked encoding was invalid, or the server stopped waiting for a slow sender.
            return broken.StatusCode;
        }
        catch (Exception exception)
            when (exception is InvalidDataException or IOException or NotSupportedException
                && !context.RequestAborted.IsCancellationRequested)
        {
            // A part has no end, the form has more fields than allowed, or its encoding is not supported (utf-7).
            return StatusCodes.Status400BadRequest;
        }
    }
}
