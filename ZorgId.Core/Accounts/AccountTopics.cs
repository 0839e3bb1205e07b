using ZorgId.Core.Changes;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Accounts;

internal static class AccountTopics
{
    /// <summary>Tells the overviews that show this account that its status has changed. Its memberships must be loaded;
    /// an overview that showed a membership has to hear that it ended.</summary>
    public static void Changed(this PortalDb db, Account account) =>
        db.Changed([.. account.AllMemberships.Select(m => Topic.Of(m.OrganisationId))]);
}
