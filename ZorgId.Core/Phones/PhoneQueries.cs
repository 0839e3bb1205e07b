using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Phones;

/// <summary>What is read with a phone: its account, with all memberships.</summary>
public static class PhoneQueries
{
    public static IQueryable<Phone> WithAccount(this IQueryable<Phone> phones) =>
        phones.Include(p => p.Account).ThenInclude(a => a.AllMemberships);

    /// <inheritdoc cref="MembershipQueries.WithOrganisations" path="/remarks"/>
    public static IQueryable<Phone> WithAccountAndOrganisations(this IQueryable<Phone> phones) =>
        phones.Include(p => p.Account).ThenInclude(a => a.AllMemberships).ThenInclude(m => m.Organisation).AsSplitQuery();

    /// <summary>
    /// The phone with its account, all memberships and their organisations, tracked, by one statement. It is for a context that tracks
    /// none of these yet.
    /// </summary>
    internal static async Task<Phone> ReadPhoneAsync(this PortalDb db, PhoneId id, CancellationToken cancellation)
    {
        Phone? phone = null;
        await foreach (var row in db.Compiled<CompiledPhoneQueries>().Rows(db, id).WithCancellation(cancellation))
            phone = row.Phone;
        return phone ?? throw new InvalidOperationException("No phone's row is ever deleted.");
    }
}
