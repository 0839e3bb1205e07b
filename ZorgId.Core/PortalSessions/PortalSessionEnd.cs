namespace ZorgId.Core.PortalSessions;

/// <summary>Why a portal session is over.</summary>
public enum PortalSessionEnd
{
    /// <summary>The person did nothing for too long.</summary>
    Idle,

    /// <summary>It lasted as long as one may.</summary>
    Total,

    /// <summary><i>Uitloggen</i>, in whichever tab.</summary>
    LoggedOut,

    /// <summary>Its phone or account may no longer open the portal, or the session is none that we know.</summary>
    AccessGone,
}
