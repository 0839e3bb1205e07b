using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Accounts;

/// <summary>The one-account rule: a person has one account, in one environment.</summary>
internal static class IdentityLookup
{
    /// <summary>The person's account that is not revoked, in whichever environment, with its memberships.</summary>
    public static Task<Account?> FindAccountAsync(this PortalDb db, Person person, CancellationToken cancellation)
    {
        var key = person.IdentityKey;
        return db.Accounts.WithOrganisations()
            .Where(a => a.IdentityKey == key && a.Status != AccountStatus.Revoked)
            .OrderBy(a => a.Namesake)
            .FirstOrDefaultAsync(cancellation);
    }
}
