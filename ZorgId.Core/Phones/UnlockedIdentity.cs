using ZorgId.Core.Accounts;

namespace ZorgId.Core.Phones;

/// <summary>What a phone hears about its own account (PROTOCOL, identity, <c>unlock</c>).</summary>
public sealed record UnlockedIdentity(PortalEnvironment Environment, string Name, IReadOnlyList<UnlockedMembership> Organisations, DateTime? LastUsedAt)
{
    internal static UnlockedIdentity Of(Phone phone, DateTime? lastUsedAt) => new(
        phone.Environment,
        phone.Account.Person.FullName,
        [.. phone.Account.Memberships.OrderBy(m => m.Organisation.Name, StringComparer.Ordinal).Select(m => new UnlockedMembership(m.Organisation.Name, m.Role))],
        lastUsedAt);
}

public sealed record UnlockedMembership(string Name, Role Role);
