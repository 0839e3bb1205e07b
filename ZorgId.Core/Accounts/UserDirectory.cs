using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Accounts;

/// <summary>The users of the beheerder's own organisations.</summary>
public sealed class UserDirectory(IDbContextFactory<PortalDb> databases)
{
    public async Task<UserPage> FindAsync(Actor actor, UserQuery query, CancellationToken cancellation)
    {
        if (query is { Page: < 0 } or { PageSize: < 1 or > UserQuery.LargestPage })
            throw new ArgumentOutOfRangeException(nameof(query));
        await using var db = await databases.CreateDbContextAsync(cancellation);

        var places = Search(Places(db, actor), query);
        var total = await places.CountAsync(cancellation);
        var shown = await Sort(places, query).Skip(query.Page * query.PageSize).Take(query.PageSize).ToListAsync(cancellation);

        var ids = shown.Select(p => p.AccountId).Distinct().ToList();
        var accounts = await db.Accounts.AsNoTracking().Include(a => a.Memberships).Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, cancellation);
        var registrarIds = accounts.Values.Select(a => a.RegisteredBy).OfType<AccountId>().Distinct().ToList();
        var registrars = await db.Accounts.AsNoTracking().Where(a => registrarIds.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Person.FullName, cancellation);
        return new([.. shown.Select(p => ToRow(accounts[p.AccountId], p, actor, registrars))], total);
    }

    // An account stands once at each organisation, whatever roles it has there.
    private static IQueryable<Place> Places(PortalDb db, Actor actor)
    {
        var managed = actor.Organisations.Select(o => o.Id).ToList();
        return
            from account in db.Accounts
            from organisation in db.Organisations
            where account.Environment == actor.Environment && managed.Contains(organisation.Id)
                && db.Memberships.Any(m => m.AccountId == account.Id && m.OrganisationId == organisation.Id)
            select new Place
            {
                AccountId = account.Id,
                OrganisationId = organisation.Id,
                Organisation = organisation.Name,
                SortName = account.SortName,
                SearchName = account.SearchName,
                BirthDate = account.Person.BirthDate,
                Status = account.Status,
                RegisteredAt = account.RegisteredAt,
            };
    }

    private static IQueryable<Place> Search(IQueryable<Place> places, UserQuery query)
    {
        if (query.Status is { } status)
            places = places.Where(p => p.Status == status);
        var text = StorableText.Cut(query.Search ?? "", UserQuery.SearchLength);
        if (BirthDate.TryParse(text.Trim(), out var date))
            return places.Where(p => p.BirthDate == date);
        foreach (var word in FoldedText.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            places = places.Where(p => p.SearchName.Contains(word));
        return places;
    }

    private static IQueryable<Place> Sort(IQueryable<Place> places, UserQuery query)
    {
        var sorted = query.Order switch
        {
            UserOrder.Name => By(p => p.SortName),
            UserOrder.BirthDate => By(p => p.BirthDate),
            UserOrder.Organisation => By(p => p.Organisation),
            UserOrder.Status => By(p => p.Status),
            UserOrder.RegisteredAt => By(p => p.RegisteredAt),
            _ => throw new ArgumentOutOfRangeException(nameof(query)),
        };

        // To the last bit the same order each time: a page must not repeat what the page before it had.
        return sorted.ThenBy(p => p.SortName).ThenBy(p => p.AccountId).ThenBy(p => p.Organisation).ThenBy(p => p.OrganisationId);

        IOrderedQueryable<Place> By<T>(Expression<Func<Place, T>> key) => query.Descending ? places.OrderByDescending(key) : places.OrderBy(key);
    }

    private static UserRow ToRow(Account account, Place place, Actor actor, Dictionary<AccountId, string> registrars) => new(
        account.Id, place.OrganisationId, account.Person.FullName, account.Person.BirthDate, place.Organisation,
        [.. account.Memberships.Where(m => m.OrganisationId == place.OrganisationId).Select(m => m.Role).OrderDescending()],
        account.Status, account.RegisteredAt, account.RegisteredBy is { } by ? registrars.GetValueOrDefault(by) : null,
        actor.MayRenew(account));

    private sealed class Place
    {
        public AccountId AccountId { get; init; }

        public OrganisationId OrganisationId { get; init; }

        public string Organisation { get; init; } = "";

        public string SortName { get; init; } = "";

        public string SearchName { get; init; } = "";

        public BirthDate BirthDate { get; init; }

        public AccountStatus Status { get; init; }

        public DateTime RegisteredAt { get; init; }
    }
}
