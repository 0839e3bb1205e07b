using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Phones;

/// <summary>The values that the protocol publishes beside its text, for every implementation to reproduce.</summary>
internal static class ProtocolVectors
{
    private static readonly JsonNode Root = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "protocol-vectors.json")))!;

    public static JsonNode Key => Root["key"]!;

    public static JsonNode Pin => Root["pin"]!;

    public static JsonNode RotatingCode => Root["rotatingCode"]!;

    public static JsonNode Messages => Root["messages"]!;

    /// <summary>The phone that wrote the published messages.</summary>
    public static TestPhone Phone => new(
        new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Bytes(Key["jwk"]!["x"]!), Y = Bytes(Key["jwk"]!["y"]!) },
            D = Bytes(Key["d"]!),
        },
        Bytes(Pin["deviceKey"]!));

    public static byte[] Bytes(JsonNode text) => Base64Url.DecodeFromChars(text.GetValue<string>());
}
