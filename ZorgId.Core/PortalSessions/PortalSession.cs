using ZorgId.Core.Phones;

namespace ZorgId.Core.PortalSessions;

/// <summary>Someone is logged in to the portal, in one browser. The row is the truth; the cookie only names it.</summary>
public sealed class PortalSession
{
    public PortalSession(PortalSessionKey key, AccountId accountId, PhoneId phoneId, PortalEnvironment environment, OrganisationId? organisation, string client, DateTime now)
    {
        (IdHash, AccountId, PhoneId, Environment, Organisation, Client) = (key.Hash, accountId, phoneId, environment, organisation, client);
        (StartedAt, LastActiveAt) = (now, now);
    }

    private PortalSession() => (IdHash, Client) = (null!, null!);

    public string IdHash { get; private set; }

    public AccountId AccountId { get; private set; }

    /// <summary>The phone that opened it: when that goes, this does.</summary>
    public PhoneId PhoneId { get; private set; }

    public PortalEnvironment Environment { get; private set; }

    /// <summary>The foremost one of the account when it logged in.</summary>
    public OrganisationId? Organisation { get; private set; }

    public string Client { get; private set; }

    public DateTime StartedAt { get; private set; }

    /// <summary>The last time that the person did something.</summary>
    public DateTime LastActiveAt { get; private set; }

    public DateTime? EndedAt { get; private set; }

    public bool IsOver(DateTime now, PortalSessionLimits limits) => FindEnd(now, limits) is not null;

    /// <summary>Why it is over, as far as the row itself tells: whichever came first. Null while it lasts.</summary>
    public PortalSessionEnd? FindEnd(DateTime now, PortalSessionLimits limits)
    {
        var (idle, total) = (LastActiveAt + limits.Idle, StartedAt + limits.Total);
        if (EndedAt < idle && EndedAt < total)
            return PortalSessionEnd.LoggedOut;
        // Ended later than that, it was the sweep that wrote it down.
        if (EndedAt is null && now < idle && now < total)
            return null;
        return total <= idle ? PortalSessionEnd.Total : PortalSessionEnd.Idle;
    }

    public void Touch(DateTime now) => LastActiveAt = now > LastActiveAt ? now : LastActiveAt;

    public void End(DateTime now) => EndedAt ??= now;
}
