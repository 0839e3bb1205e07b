namespace ZorgId.Core.Changes;

public enum TopicKind
{
    /// <summary>A session's row.</summary>
    Session,

    /// <summary>The users of an organisation: someone was registered there, or someone's status changed.</summary>
    Organisation,
}

/// <summary>What a change is about: an id, and never data.</summary>
/// <param name="Text">Which of its kind.</param>
public readonly record struct Topic(TopicKind Kind, string Text)
{
    private const char Separator = ':';

    public static implicit operator Topic(SessionId sid) => Of(sid);

    public static implicit operator Topic(OrganisationId organisation) => Of(organisation);

    public static Topic Of(SessionId sid) => new(TopicKind.Session, sid.Value);

    public static Topic Of(OrganisationId organisation) => new(TopicKind.Organisation, organisation.Value.ToString("N"));

    /// <summary>Reads what <see cref="ToString"/> wrote, on another node.</summary>
    /// <returns>False where it is of a kind that this version does not know.</returns>
    public static bool TryParse(string text, out Topic topic)
    {
        topic = default;
        if (text.Split(Separator, 2) is not [var name, var which] || !Enum.TryParse(name, out TopicKind kind) || !Enum.IsDefined(kind))
            return false;
        topic = new(kind, which);
        return true;
    }

    public override string ToString() => $"{Kind}{Separator}{Text}";
}
