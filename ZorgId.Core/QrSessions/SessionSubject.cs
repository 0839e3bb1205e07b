using ZorgId.Core.Accounts;

namespace ZorgId.Core.QrSessions;

/// <summary>Whose account it is, as a phone shows it: with its foremost membership.</summary>
public sealed record SessionSubject(string Name, string Organisation, Role Role)
{
    /// <param name="name">The short or the full one.</param>
    /// <param name="account">With its memberships and their organisations.</param>
    internal static SessionSubject Of(string name, Account account) =>
        account.Foremost is { } foremost ? new(name, foremost.Organisation.Name, foremost.Role) : new(name, "", Role.Signer);
}
