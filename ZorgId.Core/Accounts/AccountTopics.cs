using ZorgId.Core.Changes;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Accounts;

internal static class AccountTopics
{
    /// <summary>The overviews that show the account, whose memberships must be loaded, show another status.</summary>
    public static void Changed(this PortalDb db, Account account) =>
        db.Changed([.. account.Memberships.Select(m => Topic.Of(m.OrganisationId))]);
}
