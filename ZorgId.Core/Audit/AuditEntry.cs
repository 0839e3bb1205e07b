namespace ZorgId.Core.Audit;

/// <summary>A line of the log: written once, never changed, and chained to the line before it.</summary>
public sealed class AuditEntry
{
    public const int ClientLength = 200;
    public const int DetailLength = 100;

    /// <param name="head">Where the log is now.</param>
    /// <param name="key">The log's key.</param>
    internal AuditEntry(AuditEvent happened, AuditHead head, byte[] key)
    {
        Sequence = head.Sequence + 1;
        (Action, Environment, Actor, Subject) = (happened.Action, happened.Environment, happened.Actor, happened.Subject);
        (Organisation, SessionId, Detail) = (happened.Organisation, happened.SessionId, happened.Detail);
        // The time is cut to what the database keeps, because what is read back must be what was hashed.
        At = happened.At.ToMilliseconds();
        Outcome = Action.Outcome();
        Party = happened.By ?? (Actor is null ? AuditParty.System : AuditParty.Account);
        var behalf = happened.OnBehalfOf ?? (Actor is null ? Subject : null);
        OnBehalfOf = behalf == Actor ? null : behalf;
        Client = happened.Client is { } client ? StorableText.Cut(client, ClientLength) : null;
        Hash = ComputeHash(key, head.Hash);
    }

    private AuditEntry() => Hash = [];

    /// <summary>It is 1 for the first entry, and no number is left out.</summary>
    public long Sequence { get; private set; }

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

    /// <summary>HMAC-SHA-256 over the hash of the entry before and all of the above (README, The chain).</summary>
    public byte[] Hash { get; private set; }

    /// <summary>What <see cref="Hash"/> must be, after an entry whose hash is <paramref name="previous"/>.</summary>
    internal byte[] ComputeHash(byte[] key, byte[] previous) => new CanonicalText("zorgid-audit-entry-v1")
        .Add(previous)
        .Add(Sequence).Add(At).Add(Environment).Add(Action).Add(Outcome).Add(Party)
        .Add(Actor?.Value).Add(OnBehalfOf?.Value).Add(Subject?.Value).Add(Organisation?.Value)
        .Add(Client).Add(SessionId).Add(Detail)
        .Hash(key);
}
