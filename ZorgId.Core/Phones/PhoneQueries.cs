using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;

namespace ZorgId.Core.Phones;

/// <summary>What is read with a phone: its account, with all memberships.</summary>
public static class PhoneQueries
{
    public static IQueryable<Phone> WithAccount(this IQueryable<Phone> phones) =>
        phones.Include(p => p.Account).ThenInclude(a => a.AllMemberships);

    /// <inheritdoc cref="MembershipQueries.WithOrganisations" path="/remarks"/>
    public static IQueryable<Phone> WithAccountAndOrganisations(this IQueryable<Phone> phones) =>
        phones.Include(p => p.Account).ThenInclude(a => a.AllMemberships).ThenInclude(m => m.Organisation).AsSplitQuery();
}
