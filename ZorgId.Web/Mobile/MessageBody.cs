using Microsoft.Net.Http.Headers;
using ZorgId.Core.Phones;

namespace ZorgId.Web.Mobile;

/// <summary>A message's octets, or why they were not read: size, then type, before anything is looked at.</summary>
public readonly record struct MessageBody(ReadOnlyMemory<byte> Message, IResult? Refusal)
{
    public const string MediaType = "application/jose";

    public static async Task<MessageBody> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength > SignedMessage.MaxLength)
            return new(default, Problems.TooLarge());

        // One octet more than allowed tells a body that is too long from one that just fits.
        var buffer = new byte[SignedMessage.MaxLength + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, request.HttpContext.RequestAborted);
        if (length > SignedMessage.MaxLength)
            return new(default, Problems.TooLarge());
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase))
            return new(default, Problems.UnsupportedMediaType());
        return new(buffer.AsMemory(0, length), null);
    }
}
