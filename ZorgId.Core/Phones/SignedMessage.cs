using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace ZorgId.Core.Phones;

/// <summary>A compact JWS (RFC 7515) that has the shape of the protocol's messages. Its signature has not been checked yet.</summary>
public sealed class SignedMessage<TPayload>
    where TPayload : class, IMessagePayload
{
    internal SignedMessage(MessageHeader header, TPayload payload, byte[] payloadBytes, byte[] signingInput, byte[] signature) =>
        (Header, Payload, PayloadBytes, SigningInput, Signature) = (header, payload, payloadBytes, signingInput, signature);

    public MessageHeader Header { get; }

    public TPayload Payload { get; }

    public byte[] PayloadBytes { get; }

    public byte[] SigningInput { get; }

    public byte[] Signature { get; }

    /// <summary>Whether the algorithm and the type are the only ones that this message may have.</summary>
    public bool HasRightAlgorithmAndType => Header.Alg == SignedMessage.Algorithm && Header.Typ == TPayload.Type;
}

public static class SignedMessage
{
    /// <summary>Octets of a whole message, at most.</summary>
    public const int MaxLength = 8 * 1024;

    internal const string Algorithm = "ES256";

    /// <summary>Reads a message; null where it is malformed.</summary>
    public static SignedMessage<TPayload>? Read<TPayload>(ReadOnlySpan<byte> body)
        where TPayload : class, IMessagePayload
    {
        if (body.Length > MaxLength || !Ascii.IsValid(body))
            return null;
        var segments = Encoding.ASCII.GetString(body).Split('.');
        if (segments.Length != 3
            || !Base64UrlText.TryDecode(segments[0], out var headerBytes)
            || !Base64UrlText.TryDecode(segments[1], out var payloadBytes)
            || !Base64UrlText.TryDecode(segments[2], out var signature))
        {
            return null;
        }

        var header = StrictJson.Read<MessageHeader>(headerBytes);
        var payload = StrictJson.Read<TPayload>(payloadBytes);
        if (header is not { IsWellFormed: true } || payload is null || !payload.IsWellFormed(header)
            || (header.Alg == Algorithm && signature.Length != 2 * PhoneKey.CoordinateLength))
        {
            return null;
        }

        var signingInput = Encoding.ASCII.GetBytes($"{segments[0]}.{segments[1]}");
        return new(header, payload, payloadBytes, signingInput, signature);
    }
}

file static class StrictJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    // The document, unlike the serializer, also finds duplicates among the members that a payload does not know.
    private static readonly JsonDocumentOptions DocumentOptions = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    public static T? Read<T>(byte[] json)
        where T : class
    {
        if (!Utf8.IsValid(json))
            return null;
        try
        {
            using var document = JsonDocument.Parse(json, DocumentOptions);
            return document.Deserialize<T>(Options);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The serializer throws InvalidOperationException where a member's name is half a surrogate pair.
            return null;
        }
    }
}
