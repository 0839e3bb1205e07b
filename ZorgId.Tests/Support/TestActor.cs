using ZorgId.Core.Accounts;
using ZorgId.Core.PortalSessions;

namespace ZorgId.Tests.Support;

/// <summary>Somebody who is logged in: with what they call the use cases, and who they were when they were looked up.</summary>
public sealed record TestActor(PortalCall Call, PortalActor Actor)
{
    public AccountId AccountId => Actor.AccountId;

    public PortalEnvironment Environment => Actor.Environment;

    public string Name => Actor.Name;

    public string Client => Actor.Client;

    public IReadOnlyList<ManagedOrganisation> Organisations => Actor.Organisations;

    public static implicit operator PortalCall(TestActor actor) => actor.Call;
}
