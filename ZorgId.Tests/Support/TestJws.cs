using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ZorgId.Tests.Support;

/// <summary>A message before it is signed. A test that wants a malformed one changes what it likes here.</summary>
public sealed class TestJws(JsonObject header, JsonObject payload)
{
    /// <summary>As a phone writes JSON: a plus sign is a plus sign.</summary>
    internal static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public JsonObject Header { get; } = header;

    public JsonObject Payload { get; } = payload;

    /// <summary>Sent in place of <see cref="Header"/>.</summary>
    public byte[]? RawHeader { get; set; }

    /// <summary>Sent in place of <see cref="Payload"/>.</summary>
    public byte[]? RawPayload { get; set; }

    /// <summary>Signs in place of the phone's key.</summary>
    public Func<byte[], byte[]>? Signer { get; set; }

    internal byte[] Sign(Func<byte[], byte[]> phone)
    {
        var first = Base64Url.EncodeToString(RawHeader ?? Encoding.UTF8.GetBytes(Header.ToJsonString(Plain)));
        var second = Base64Url.EncodeToString(RawPayload ?? Encoding.UTF8.GetBytes(Payload.ToJsonString(Plain)));
        var signature = (Signer ?? phone)(Encoding.ASCII.GetBytes($"{first}.{second}"));
        return Encoding.ASCII.GetBytes($"{first}.{second}.{Base64Url.EncodeToString(signature)}");
    }
}
