namespace ZorgId.Core.PortalSessions;

/// <summary>What a portal cookie holds: 256 random bits, and nothing else. The database knows only its hash.</summary>
public readonly record struct PortalSessionKey(string Value)
{
    public string Hash => Base64UrlText.Sha256(Value);

    public static PortalSessionKey New() => new(Base64UrlText.Random(32));

    /// <summary>Keeps the key out of logs and error texts.</summary>
    public override string ToString() => "(portal session)";
}
