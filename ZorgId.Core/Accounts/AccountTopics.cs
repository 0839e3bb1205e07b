using ZorgId.Core.Changes;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Accounts;

internal static class AccountTopics
{
    /// <summary>
    /// Tells the overviews that show this account, or showed it until now, that it has changed. All its memberships must be loaded.
    /// </summary>
    public static void Changed(this PortalDb db, Account account) =>
        db.Changed([.. account.AllMemberships.Select(m => Topic.Of(m.OrganisationId))]);
}
