using Microsoft.EntityFrameworkCore;

namespace ZorgId.Core.Accounts;

/// <summary>What is read with an account. All its memberships are loaded; who asks says which of them are meant.</summary>
public static class MembershipQueries
{
    public static IQueryable<Account> WithMemberships(this IQueryable<Account> accounts) => accounts.Include(a => a.AllMemberships);

    public static IQueryable<Account> WithOrganisations(this IQueryable<Account> accounts) =>
        accounts.Include(a => a.AllMemberships).ThenInclude(m => m.Organisation);
}
