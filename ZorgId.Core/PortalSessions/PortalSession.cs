namespace ZorgId.Core.PortalSessions;

/// <summary>Someone is logged in to the portal, in one browser. The row tells what is true; the cookie only names it.</summary>
public sealed class PortalSession
{
    public PortalSession(
        PortalSessionKey key,
        AccountId accountId,
        PhoneId phoneId,
        PortalEnvironment environment,
        OrganisationId? organisation,
        string client,
        DateTime now)
    {
        (IdHash, AccountId, PhoneId, Environment, Organisation, Client) = (key.Hash, accountId, phoneId, environment, organisation, client);
        (StartedAt, LastActiveAt) = (now, now);
    }

    private PortalSession() => (IdHash, Client) = (null!, null!);

    public string IdHash { get; private set; }

    public AccountId AccountId { get; private set; }

    /// <summary>The phone that opened it. When the phone may no longer open the portal, this session ends.</summary>
    public PhoneId PhoneId { get; private set; }

    public PortalEnvironment Environment { get; private set; }

    /// <summary>The foremost organisation of the account when it logged in.</summary>
    public OrganisationId? Organisation { get; private set; }

    public string Client { get; private set; }

    public DateTime StartedAt { get; private set; }

    /// <summary>The last time that the person did something.</summary>
    public DateTime LastActiveAt { get; private set; }

    /// <summary>When its end was recorded; its time may have been over before that.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>Why it ended; null while it lives.</summary>
    public PortalSessionEnd? EndedBy { get; private set; }

    /// <summary>When it ends if its person does nothing more, and by which limit: the one that comes first.</summary>
    public (DateTime At, PortalSessionEnd By) Ends(PortalSessionLimits limits)
    {
        var (idle, total) = (LastActiveAt + limits.Idle, StartedAt + limits.Total);
        return total <= idle ? (total, PortalSessionEnd.Total) : (idle, PortalSessionEnd.Idle);
    }

    /// <summary>Why it is over, as far as the row itself tells; null while it lasts.</summary>
    public PortalSessionEnd? FindEnd(DateTime now, PortalSessionLimits limits)
    {
        if (EndedAt is not null)
            return EndedBy ?? PortalSessionEnd.LoggedOut;
        var (at, by) = Ends(limits);
        return now >= at ? by : null;
    }

    public void Touch(DateTime now) => LastActiveAt = now > LastActiveAt ? now : LastActiveAt;

    /// <summary>Ends it, unless it has ended.</summary>
    public void End(PortalSessionEnd by, DateTime now)
    {
        if (EndedAt is null)
            (EndedAt, EndedBy) = (now, by);
    }
}
