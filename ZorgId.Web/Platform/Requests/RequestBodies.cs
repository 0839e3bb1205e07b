using Microsoft.AspNetCore.Http.Features;
using ZorgId.Web.Platform.Circuits;

namespace ZorgId.Web.Platform.Requests;

/// <summary>
/// What a browser posts is a small form: 64 KiB at most, within half a minute. Who is not logged in sends no more than that
/// wherever to; what is no form is answered as that. Else it would be an exception in whatever asks for the form first,
/// and an error in the operator's log that any stranger can cause. (Phones' messages: MessageBody.)
/// </summary>
public static class RequestBodies
{
    public const int MaxLength = 64 << 10;

    /// <summary>How long a form may take to come in, all of it.</summary>
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
            // Before it is read as a form: that would break the connection off where it takes too long, and answer nothing.
            var body = new byte[MaxLength + 1];
            var length = await request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, reading.Token);
            if (length > MaxLength)
                return StatusCodes.Status413PayloadTooLarge;
            request.Body = new MemoryStream(body, 0, length, writable: false);
            // Kept: whoever asks for the form after this has it.
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
            // Chunks that are none, or a sender that the server has waited for long enough.
            return broken.StatusCode;
        }
        catch (Exception exception)
            when (exception is InvalidDataException or IOException or NotSupportedException
                && !context.RequestAborted.IsCancellationRequested)
        {
            // Parts without an end, more members than a form of ours has, or an encoding that is not read (utf-7).
            return StatusCodes.Status400BadRequest;
        }
    }
}
