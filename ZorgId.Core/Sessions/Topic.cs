namespace ZorgId.Core.Sessions;

/// <summary>What a hint is about: a session, or the users of an organisation. An id, never data.</summary>
public readonly record struct Topic
{
    private Topic(string value) => Value = value;

    public string Value { get; }

    public static implicit operator Topic(SessionId sid) => Of(sid);

    public static implicit operator Topic(OrganisationId organisation) => Of(organisation);

    public static Topic Of(SessionId sid) => new(sid.Value);

    /// <summary>Someone was registered there, or someone's status changed.</summary>
    public static Topic Of(OrganisationId organisation) => new(organisation.Value.ToString("N"));

    /// <summary>From another node, which had it of a topic's <see cref="Value"/>.</summary>
    internal static Topic OfValue(string value) => new(value);
}
