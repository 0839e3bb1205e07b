using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using ZorgId.Core.Accounts;
using ZorgId.Core.Persistence;
using ZorgId.Core.Phones;

namespace ZorgId.Core.Users;

/// <summary>The users of the beheerder's own organisations.</summary>
public sealed class UserDirectory(IDbContextFactory<PortalDb> databases, TimeProvider time)
{
    public async Task<UserPage> FindAsync(Actor actor, UserQuery query, CancellationToken cancellation)
    {
        if (query is { Page: < 0 or > UserQuery.LastPage } or { PageSize: < 1 or > UserQuery.LargestPage })
            throw new ArgumentOutOfRangeException(nameof(query));
        await using var db = await databases.CreateDbContextAsync(cancellation);

        var search = UserSearch.Read(query.Search);
        var places = Search(HeldLeases(db, actor), query, search);
        var total = await places.CountAsync(cancellation);
        var shown = await Sort(places, query, search).Skip(query.Page * query.PageSize).Take(query.PageSize).ToListAsync(cancellation);

        var ids = shown.Select(p => p.AccountId).Distinct().ToList();
        var accounts = await db.Accounts.AsNoTracking()
            .Include(a => a.Memberships)
            .Where(a => ids.Contains(a.Id))
            .ToDictionaryAsync(a => a.Id, cancellation);
        var registrarIds = accounts.Values.Select(a => a.RegisteredBy).OfType<AccountId>().Distinct().ToList();
        var registrars = await db.Accounts.AsNoTracking()
            .Where(a => registrarIds.Contains(a.Id))
            .ToDictionaryAsync(a => a.Id, a => a.Person.FullName, cancellation);
        var qrs = (await db.FindLatestQrsAsync(ids, time.UtcNow(), cancellation)).ToDictionary(qr => qr.AccountId);
        return new([.. shown.Select(p => ToRow(accounts[p.AccountId], p, actor, registrars, qrs.GetValueOrDefault(p.AccountId)))], total);
    }

    /// <summary>Finds the page of the query on which this account stands first.</summary>
    /// <returns>Null where it is on none.</returns>
    public async Task<int?> FindPageOfAsync(Actor actor, UserQuery query, AccountId account, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var search = UserSearch.Read(query.Search);
        var row = 0;
        // Only the database knows its own order of texts, so it gives the accounts in that order, and they are counted here.
        var sorted = Sort(Search(HeldLeases(db, actor), query, search), query, search).Select(p => p.AccountId);
        await foreach (var id in sorted.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (id == account)
                return row / query.PageSize;
            row++;
        }

        return null;
    }

    // An account stands once at each organisation, whatever roles it has there.
    private static IQueryable<Place> HeldLeases(PortalDb db, Actor actor)
    {
        var managed = actor.Organisations.Select(o => o.Id).ToList();
        var pinBlocked = db.Phones.PinBlocked();
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
                Status = account.Status == AccountStatus.Revoked ? UserStatus.Revoked
                    : account.Status == AccountStatus.Blocked ? UserStatus.Blocked
                    : account.Status == AccountStatus.AwaitingActivation ? UserStatus.AwaitingActivation
                    : pinBlocked.Contains(account.Id) ? UserStatus.PinBlocked
                    : UserStatus.Active,
                RegisteredAt = account.RegisteredAt,
            };
    }

    private static IQueryable<Place> Search(IQueryable<Place> places, UserQuery query, UserSearch search)
    {
        if (query.Status is { } status)
            places = places.Where(p => p.Status == status);
        return search.Readings.Count == 0 ? places : places.Where(Combine(search.Readings.Select(Fits), Expression.OrElse));
    }

    private static Expression<Func<Place, bool>> Fits(UserSearch.Reading reading)
    {
        List<Expression<Func<Place, bool>>> all = [];
        if (reading.Born is { } born)
            all.Add(p => p.BirthDate >= born.First && p.BirthDate <= born.Last);
        foreach (var patterns in reading.Name)
            all.Add(p => patterns.Any(pattern => EF.Functions.Like(p.SearchName, pattern)));
        return Combine(all, Expression.AndAlso);
    }

    // Two expressions can be joined only where they use the same parameter.
    private static Expression<Func<Place, bool>> Combine(
        IEnumerable<Expression<Func<Place, bool>>> conditions, Func<Expression, Expression, Expression> operation) =>
        conditions.Aggregate((left, right) => Expression.Lambda<Func<Place, bool>>(
            operation(left.Body, ReplacingExpressionVisitor.Replace(right.Parameters[0], left.Parameters[0], right.Body)),
            left.Parameters));

    private static IQueryable<Place> Sort(IQueryable<Place> places, UserQuery query, UserSearch search)
    {
        var sorted = query.Order switch
        {
            UserOrder.Name => ByName(),
            UserOrder.BirthDate => By(p => p.BirthDate),
            UserOrder.Organisation => By(p => p.Organisation),
            UserOrder.Status => By(p => p.Status),
            UserOrder.RegisteredAt => By(p => p.RegisteredAt),
            _ => throw new ArgumentOutOfRangeException(nameof(query)),
        };

        // The order must be the same each time, to the last bit, because a page must not repeat what the page before it had.
        return sorted.ThenBy(p => p.SortName).ThenBy(p => p.AccountId).ThenBy(p => p.Organisation).ThenBy(p => p.OrganisationId);

        // The best matches come first in both directions: names with the very words, then names with words that begin so.
        IOrderedQueryable<Place> ByName()
        {
            var (whole, beginnings) = (search.WholeWords, search.Beginnings);
            if (whole.Count == 0)
                return By(p => p.SortName);
            var best = places.OrderByDescending(p => whole.Any(pattern => EF.Functions.Like(p.SearchName, pattern)))
                .ThenByDescending(p => beginnings.Any(pattern => EF.Functions.Like(p.SearchName, pattern)));
            return query.Descending ? best.ThenByDescending(p => p.SortName) : best.ThenBy(p => p.SortName);
        }

        IOrderedQueryable<Place> By<T>(Expression<Func<Place, T>> key) =>
            query.Descending ? places.OrderByDescending(key) : places.OrderBy(key);
    }

    private static UserRow ToRow(Account account, Place place, Actor actor, Dictionary<AccountId, string> registrars, LatestQr? qr) => new(
        account.Id, place.OrganisationId, account.Person.FullName, account.Person.BirthDate, place.Organisation,
        [.. account.Memberships.Where(m => m.OrganisationId == place.OrganisationId).Select(m => m.Role).OrderDescending()],
        place.Status, account.RegisteredAt, account.RegisteredBy is { } by ? registrars.GetValueOrDefault(by) : null,
        actor.MayRenew(account), Tells(place.Status, qr) ? qr : null);

    // An active user has a phone that works, so only a QR that may still change that is worth a line.
    private static bool Tells(UserStatus status, LatestQr? qr) => status switch
    {
        UserStatus.AwaitingActivation or UserStatus.PinBlocked => true,
        UserStatus.Active => qr is { State: LatestQrState.Open or LatestQrState.Scanned },
        _ => false,
    };

    private sealed class Place
    {
        public AccountId AccountId { get; init; }

        public OrganisationId OrganisationId { get; init; }

        public string Organisation { get; init; } = "";

        public string SortName { get; init; } = "";

        public string SearchName { get; init; } = "";

        public BirthDate BirthDate { get; init; }

        public UserStatus Status { get; init; }

        public DateTime RegisteredAt { get; init; }
    }
}
