using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Persistence;
using ZorgId.Core.PortalSessions;

namespace ZorgId.Core.Users;

/// <summary>The users of the beheerder's own organisations.</summary>
public sealed class UserDirectory(PortalTransactions transactions, CurrentActor actors)
{
    /// <returns>Null where the login is over.</returns>
    public Task<UserPage?> FindAsync(PortalCall call, UserQuery query, CancellationToken cancellation)
    {
        if (query is { Page: < 0 or > UserQuery.LastPage } or { PageSize: < 1 or > UserQuery.LargestPage })
            throw new ArgumentOutOfRangeException(nameof(query));
        return transactions.ReadAsync(
            async db => await actors.FindAsync(db, call, cancellation) is { } actor
                ? await ReadAsync(db, actor, query, cancellation)
                : null,
            cancellation);
    }

    /// <summary>Finds the page of the query on which this account stands first.</summary>
    /// <returns>Null where it is on none.</returns>
    public Task<int?> FindPageOfAsync(PortalCall call, UserQuery query, AccountId account, CancellationToken cancellation) =>
        transactions.ReadAsync(
            async db => await actors.FindAsync(db, call, cancellation) is { } actor
                ? await FindPageOfAsync(db, actor, query, account, cancellation)
                : null,
            cancellation);

    private static async Task<UserPage> ReadAsync(PortalDb db, PortalActor actor, UserQuery query, CancellationToken cancellation)
    {
        var search = UserSearch.Read(query.Search);
        var users = UserListing.Of(db, actor).Search(query, search);
        var total = await users.CountAsync(cancellation);
        var shown = await users.Sort(query, search).Skip(query.Page * query.PageSize).Take(query.PageSize).ToListAsync(cancellation);

        var ids = shown.Select(p => p.AccountId).Distinct().ToList();
        var accounts = await db.Accounts.AsNoTracking()
            .WithMemberships()
            .Where(a => ids.Contains(a.Id))
            .ToDictionaryAsync(a => a.Id, cancellation);
        var registrarIds = accounts.Values.Select(a => a.RegisteredBy).OfType<AccountId>().Distinct().ToList();
        var registrars = await db.Accounts.AsNoTracking()
            .Where(a => registrarIds.Contains(a.Id))
            .ToDictionaryAsync(a => a.Id, a => a.Person.FullName, cancellation);
        var qrs = (await db.FindLatestQrsAsync(ids, actor.AsOf, cancellation)).ToDictionary(qr => qr.AccountId);
        return new([.. shown.Select(p => ToRow(accounts[p.AccountId], p, actor, registrars, qrs.GetValueOrDefault(p.AccountId)))], total);
    }

    private static async Task<int?> FindPageOfAsync(
        PortalDb db, PortalActor actor, UserQuery query, AccountId account, CancellationToken cancellation)
    {
        var search = UserSearch.Read(query.Search);
        var row = 0;
        // Only the database knows its own order of texts, so it gives the accounts in that order, and they are counted here.
        var sorted = UserListing.Of(db, actor).Search(query, search).Sort(query, search).Select(p => p.AccountId);
        await foreach (var id in sorted.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (id == account)
                return row / query.PageSize;
            row++;
        }

        return null;
    }

    private static UserRow ToRow(
        Account account, ListedUser listed, PortalActor actor, Dictionary<AccountId, string> registrars, LatestQr? qr) => new(
        account.Id, listed.OrganisationId, account.Person.FullName, account.Person.BirthDate, listed.Organisation,
        listed.Role, listed.Status, account.RegisteredAt, account.RegisteredBy is { } by ? registrars.GetValueOrDefault(by) : null,
        actor.FindActs(account, listed.OrganisationId), Tells(listed.Status, qr) ? qr : null);

    // An active user has a phone that works, so only a QR that may still change that is worth a line.
    private static bool Tells(UserStatus status, LatestQr? qr) => status switch
    {
        UserStatus.AwaitingActivation or UserStatus.PinBlocked => true,
        UserStatus.Active => qr is { State: LatestQrState.Open or LatestQrState.Scanned },
        _ => false,
    };
}
