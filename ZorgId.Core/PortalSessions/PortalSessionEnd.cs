namespace ZorgId.Core.PortalSessions;

/// <summary>Why a portal session is over.</summary>
public enum PortalSessionEnd
{
    /// <summary>The person did nothing for too long.</summary>
    Idle,

    /// <summary>It lasted as long as one may.</summary>
    Total,

    /// <summary>The person logged out (<i>Uitloggen</i>), in whichever tab; or the session is not known any more.</summary>
    LoggedOut,

    /// <summary>Its phone or account may no longer open the portal.</summary>
    AccessGone,
}
