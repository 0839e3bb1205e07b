using System.Text.Json.Serialization;

namespace ZorgId.Core.Phones;

/// <summary>A public key as it stands in a message's header (RFC 7517): these four members and no other.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PhoneJwk(string Kty, string Crv, string X, string Y);
