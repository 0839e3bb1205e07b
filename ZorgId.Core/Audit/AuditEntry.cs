namespace ZorgId.Core.Audit;

/// <summary>A line of the log: written once, never changed.</summary>
public sealed class AuditEntry
{
    public const int ClientLength = 200;
    public const int DetailLength = 100;

    public AuditEntry(AuditEvent happened)
    {
        (Action, Environment, At) = (happened.Action, happened.Environment, happened.At);
        (Actor, Subject, Organisation) = (happened.Actor, happened.Subject, happened.Organisation);
        (SessionId, Detail) = (happened.SessionId, happened.Detail);
        Client = happened.Client is { Length: > ClientLength } client ? client[..ClientLength] : happened.Client;
    }

    private AuditEntry()
    {
    }

    public long Sequence { get; private set; }

    public DateTime At { get; private set; }

    public PortalEnvironment Environment { get; private set; }

    public AuditAction Action { get; private set; }

    public AccountId? Actor { get; private set; }

    public AccountId? Subject { get; private set; }

    public OrganisationId? Organisation { get; private set; }

    public string? Client { get; private set; }

    public string? SessionId { get; private set; }

    public string? Detail { get; private set; }
}
