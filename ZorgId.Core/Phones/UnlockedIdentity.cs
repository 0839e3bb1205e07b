using ZorgId.Core.Accounts;

namespace ZorgId.Core.Phones;

/// <summary>What a phone hears about its own account (PROTOCOL, identity, <c>unlock</c>).</summary>
/// <param name="WrongPins">The wrong PINs since its owner was told last.</param>
public sealed record UnlockedIdentity(
    PortalEnvironment Environment,
    string Name,
    IReadOnlyList<UnlockedMembership> Organisations,
    DateTime? LastUsedAt,
    WrongPinsBefore WrongPins)
{
    internal static UnlockedIdentity Of(Phone phone, DateTime? lastUsedAt, WrongPinsBefore wrongPins) => new(
        phone.Environment,
        phone.Account.Person.FullName,
        [
            .. phone.Account.LiveMemberships.OrderBy(m => m.Organisation.Name, StringComparer.Ordinal)
                .Select(m => new UnlockedMembership(m.Organisation.Name, m.Role)),
        ],
        lastUsedAt,
        wrongPins);
}

public sealed record UnlockedMembership(string Name, Role Role);
