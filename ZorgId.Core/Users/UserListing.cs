using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using ZorgId.Core.Accounts;
using ZorgId.Core.Persistence;
using ZorgId.Core.Phones;

namespace ZorgId.Core.Users;

/// <summary>The overview's query: which users an actor may see, which of them fit, and in which order.</summary>
internal static class UserListing
{
    /// <summary>All that the actor may see. An account stands once at each organisation.</summary>
    public static IQueryable<ListedUser> Of(PortalDb db, PortalActor actor)
    {
        var managed = actor.Organisations.Select(o => o.Id).ToList();
        var pinBlocked = db.Phones.PinBlocked();
        return
            from membership in db.LiveMemberships
            join account in db.Accounts on membership.AccountId equals account.Id
            where account.Environment == actor.Environment && managed.Contains(membership.OrganisationId)
            select new ListedUser
            {
                AccountId = account.Id,
                OrganisationId = membership.OrganisationId,
                Organisation = membership.Organisation.Name,
                Role = membership.Role,
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

    public static IQueryable<ListedUser> Search(this IQueryable<ListedUser> users, UserQuery query, UserSearch search)
    {
        if (query.Status is { } status)
            users = users.Where(p => p.Status == status);
        return search.Readings.Count == 0 ? users : users.Where(Combine(search.Readings.Select(Fits), Expression.OrElse));
    }

    private static Expression<Func<ListedUser, bool>> Fits(UserSearch.Reading reading)
    {
        List<Expression<Func<ListedUser, bool>>> all = [];
        if (reading.Born is { } born)
            all.Add(p => p.BirthDate >= born.First && p.BirthDate <= born.Last);
        foreach (var patterns in reading.Name)
            all.Add(p => patterns.Any(pattern => EF.Functions.Like(p.SearchName, pattern)));
        return Combine(all, Expression.AndAlso);
    }

    // Two expressions can be joined only where they use the same parameter.
    private static Expression<Func<ListedUser, bool>> Combine(
        IEnumerable<Expression<Func<ListedUser, bool>>> conditions, Func<Expression, Expression, Expression> operation) =>
        conditions.Aggregate((left, right) => Expression.Lambda<Func<ListedUser, bool>>(
            operation(left.Body, ReplacingExpressionVisitor.Replace(right.Parameters[0], left.Parameters[0], right.Body)),
            left.Parameters));

    public static IQueryable<ListedUser> Sort(this IQueryable<ListedUser> users, UserQuery query, UserSearch search)
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
        IOrderedQueryable<ListedUser> ByName()
        {
            var (whole, beginnings) = (search.WholeWords, search.Beginnings);
            if (whole.Count == 0)
                return By(p => p.SortName);
            var best = users.OrderByDescending(p => whole.Any(pattern => EF.Functions.Like(p.SearchName, pattern)))
                .ThenByDescending(p => beginnings.Any(pattern => EF.Functions.Like(p.SearchName, pattern)));
            return query.Descending ? best.ThenByDescending(p => p.SortName) : best.ThenBy(p => p.SortName);
        }

        IOrderedQueryable<ListedUser> By<T>(Expression<Func<ListedUser, T>> key) =>
            query.Descending ? users.OrderByDescending(key) : users.OrderBy(key);
    }
}

/// <summary>One user at one organisation, with what the overview searches and sorts by.</summary>
internal sealed class ListedUser
{
    public AccountId AccountId { get; init; }

    public OrganisationId OrganisationId { get; init; }

    public string Organisation { get; init; } = "";

    public Role Role { get; init; }

    public string SortName { get; init; } = "";

    public string SearchName { get; init; } = "";

    public BirthDate BirthDate { get; init; }

    public UserStatus Status { get; init; }

    public DateTime RegisteredAt { get; init; }
}
