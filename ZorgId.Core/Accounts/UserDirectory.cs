using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Accounts;

/// <summary>A row of the overview: one person at one organisation.</summary>
/// <param name="Roles">Highest first.</param>
public sealed record UserRow(
    AccountId AccountId, OrganisationId OrganisationId, string? GivenName, string FamilyName, BirthDate BirthDate, string Organisation,
    IReadOnlyList<Role> Roles, AccountStatus Status)
{
    public string FullName => GivenName is null ? FamilyName : $"{GivenName} {FamilyName}";
}

/// <param name="Total">Rows on all pages.</param>
public sealed record UserPage(IReadOnlyList<UserRow> Rows, int Total);

/// <summary>The users of the beheerder's own organisations.</summary>
public sealed class UserDirectory(IDbContextFactory<PortalDb> databases)
{
    public const int LargestPage = 100;

    /// <param name="page">0 and up.</param>
    /// <param name="pageSize">1 to <see cref="LargestPage"/>.</param>
    public async Task<UserPage> FindAsync(Actor actor, int page, int pageSize, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(page);
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pageSize, LargestPage);
        var managed = actor.Organisations.Select(o => o.Id).ToList();
        await using var db = await databases.CreateDbContextAsync(cancellation);

        var places =
            from membership in db.Memberships
            where managed.Contains(membership.OrganisationId)
            join account in db.Accounts on membership.AccountId equals account.Id
            where account.Environment == actor.Environment
            group membership by new { account.SortName, AccountId = account.Id, membership.OrganisationId, Organisation = membership.Organisation.Name } into place
            orderby place.Key.SortName, place.Key.AccountId, place.Key.Organisation
            select place.Key;

        var total = await places.CountAsync(cancellation);
        var shown = await places.Skip(page * pageSize).Take(pageSize).ToListAsync(cancellation);
        var ids = shown.Select(p => p.AccountId).Distinct().ToList();
        var accounts = await db.Accounts.AsNoTracking().Include(a => a.Memberships).Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, cancellation);
        return new([.. shown.Select(p => ToRow(accounts[p.AccountId], p.OrganisationId, p.Organisation))], total);
    }

    private static UserRow ToRow(Account account, OrganisationId organisationId, string organisation) => new(
        account.Id, organisationId, account.Person.GivenName, account.Person.FamilyName, account.Person.BirthDate, organisation,
        [.. account.Memberships.Where(m => m.OrganisationId == organisationId).Select(m => m.Role).OrderDescending()], account.Status);
}
