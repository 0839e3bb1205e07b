namespace ZorgId.Core.Audit;

/// <summary>A line of the log: written once, with what it tells of, and never changed.</summary>
public sealed class AuditEntry
{
    public const int ClientLength = 200;
    public const int DetailLength = 200;

    /// <summary>Octets of a MAC or a hash.</summary>
    public const int HashLength = 32;

    /// <param name="id">See <see cref="AuditEntryIds"/>.</param>
    internal AuditEntry(AuditEvent happened, Guid id)
    {
        Id = id;
        (Action, Environment, Actor, Subject) = (happened.Action, happened.Environment, happened.Actor, happened.Subject);
        (Organisation, SessionId, Detail) = (happened.Organisation, happened.SessionId, happened.Detail);
        // The time is cut to what the database keeps, because what is read back must be what the MAC was made of.
        At = happened.At.ToMilliseconds();
        Outcome = Action.Outcome();
        Party = happened.By ?? (Actor is null ? AuditParty.System : AuditParty.Account);
        var behalf = happened.OnBehalfOf ?? (Actor is null ? Subject : null);
        OnBehalfOf = behalf == Actor ? null : behalf;
        Client = happened.Client is { } client ? StorableText.Cut(client, ClientLength) : null;
    }

    private AuditEntry()
    {
    }

    /// <summary>
    /// A UUID of version 7 (RFC 9562). It does not tell the entry's place in the log; <see cref="AuditLeaf"/> does.
    /// </summary>
    public Guid Id { get; private set; }

    /// <summary>UTC, in whole milliseconds.</summary>
    public DateTime At { get; private set; }

    /// <summary>Null for what concerns the whole installation.</summary>
    public PortalEnvironment? Environment { get; private set; }

    public AuditAction Action { get; private set; }

    public AuditOutcome Outcome { get; private set; }

    /// <summary>What sort of party acted.</summary>
    public AuditParty Party { get; private set; }

    /// <summary>Who acted, where that was an account.</summary>
    public AccountId? Actor { get; private set; }

    /// <summary>Who is answerable for it; null where that is the actor, or nobody but the operator.</summary>
    public AccountId? OnBehalfOf { get; private set; }

    public AccountId? Subject { get; private set; }

    public OrganisationId? Organisation { get; private set; }

    public string? Client { get; private set; }

    public string? SessionId { get; private set; }

    public string? Detail { get; private set; }

    /// <summary>HMAC-SHA-256 under the log's key over the log's id and all of the above (README, An entry).</summary>
    public byte[] Mac { get; private set; } = [];

    /// <summary>Makes the MAC.</summary>
    /// <param name="text">A text of the log that the entry is written to. It holds this entry afterwards.</param>
    internal void Sign(EntryText text, byte[] key)
    {
        WriteTo(text);
        Mac = text.Mac(key);
    }

    /// <summary>Brings the entry into its canonical text.</summary>
    internal void WriteTo(EntryText text) => text.Begin()
        .Add(Id).Add(At).Add(Environment?.ToString()).Add(Action.ToString()).Add(Outcome.ToString()).Add(Party.ToString())
        .Add(Actor?.Value).Add(OnBehalfOf?.Value).Add(Subject?.Value).Add(Organisation?.Value)
        .Add(Client).Add(SessionId).Add(Detail);
}
