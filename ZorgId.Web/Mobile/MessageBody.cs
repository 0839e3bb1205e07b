using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using ZorgId.Core.Phones;
using ZorgId.Web.Hosting;

namespace ZorgId.Web.Mobile;

/// <summary>A message, or why it was not read: size, then type, before anything is looked at.</summary>
public readonly record struct MessageBody(PhoneCall? Call, IResult? Refusal)
{
    public const string MediaType = "application/jose";

    [MemberNotNullWhen(true, nameof(Call))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsRead => Call is not null;

    public static async Task<MessageBody> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.ContentLength > SignedMessage.MaxLength)
            return new(null, Problems.TooLarge());

        // One octet more than allowed tells a body that is too long from one that just fits.
        var buffer = new byte[SignedMessage.MaxLength + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, context.RequestAborted);
        if (length > SignedMessage.MaxLength)
            return new(null, Problems.TooLarge());
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase))
            return new(null, Problems.UnsupportedMediaType());
        return new(new(buffer.AsMemory(0, length), context.Environment(), context.Requester().Client, context.Features.GetRequiredFeature<AddressVisit>()), null);
    }
}
