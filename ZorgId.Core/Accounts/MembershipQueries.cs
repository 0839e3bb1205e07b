using Microsoft.EntityFrameworkCore;

namespace ZorgId.Core.Accounts;

/// <summary>What is read with an account. All its memberships are loaded; who asks says which of them are meant.</summary>
public static class MembershipQueries
{
    public static IQueryable<Account> WithMemberships(this IQueryable<Account> accounts) => accounts.Include(a => a.AllMemberships);

    /// <remarks>
    /// In one query, SQLite joins the memberships of everybody with their organisations before it looks for the account, and
    /// each login takes as long as there are people. In two, it goes by indexes. Use cases read both within one transaction.
    /// </remarks>
    public static IQueryable<Account> WithOrganisations(this IQueryable<Account> accounts) =>
        accounts.Include(a => a.AllMemberships).ThenInclude(m => m.Organisation).AsSplitQuery();
}
