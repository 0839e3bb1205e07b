using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using ZorgId.Core.Phones;
using ZorgId.Web.Platform.Requests;

namespace ZorgId.Web.Mobile;

/// <summary>A message, or why it was not read. Its size and time, and then its type, are checked before its contents.</summary>
public readonly record struct MessageBody(PhoneCall? Call, IResult? Refusal)
{
    public const string MediaType = "application/jose";

    /// <summary>How long a message may take to arrive completely.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    [MemberNotNullWhen(true, nameof(Call))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsRead => Call is not null;

    public static async Task<MessageBody> ReadAsync(HttpContext context)
    {
        var (request, time) = (context.Request, context.RequestServices.GetRequiredService<TimeProvider>());
        if (request.ContentLength > SignedMessage.MaxLength)
            return new(null, Problems.TooLarge());

        using var deadline = new CancellationTokenSource(Deadline, time);
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, deadline.Token);
        // The buffer has one octet more than allowed, to tell a body that is too long from one that just fits.
        var buffer = new byte[SignedMessage.MaxLength + 1];
        int length;
        try
        {
            length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, reading.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            context.Response.Headers.Connection = "close";
            return new(null, Problems.TooSlow());
        }
        catch (BadHttpRequestException broken)
        {
            // The chunked encoding was invalid, or the server stopped waiting for a slow sender.
            return new(null, broken.StatusCode switch
            {
                StatusCodes.Status408RequestTimeout => Problems.TooSlow(),
                StatusCodes.Status413PayloadTooLarge => Problems.TooLarge(),
                _ => Problems.Refuse(new(RefusalReason.MalformedMessage)),
            });
        }

        if (length > SignedMessage.MaxLength)
            return new(null, Problems.TooLarge());
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase))
        {
            return new(null, Problems.UnsupportedMediaType());
        }

        return new(
            new(
                buffer.AsMemory(0, length),
                context.Environment(),
                context.PhoneRequester(),
                context.Features.GetRequiredFeature<AddressVisit>()),
            null);
    }
}
