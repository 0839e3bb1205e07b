using ZorgId.Core.Accounts;
using ZorgId.Core.Users;

namespace ZorgId.Web.Portal.Users;

/// <summary>
/// What an overview shows, and how it changes under its reader's eyes: what became of a row is shown in its place; rows
/// that came, went or moved only where no hand is on the list, or when its reader says so.
/// </summary>
public sealed class UserList(UserDirectory directory)
{
    private UserPage? _newer;
    private int _questions;

    public UserQuery Query { get; private set; } = new();

    /// <summary>
    /// What was asked last. It is another than <see cref="Query"/> for as long as its answer is not there, or could not be had.
    /// </summary>
    public UserQuery Wanted { get; private set; } = new();

    /// <summary>Null until it was loaded.</summary>
    public UserPage? Page { get; private set; }

    /// <summary>Rows came, went or moved, and wait to be shown.</summary>
    public bool IsStale => _newer is not null;

    public int PageCount => Page is null ? 0 : Math.Max(1, (Page.Total + Query.PageSize - 1) / Query.PageSize);

    /// <summary>Keeps what is asked, before anything is looked up for it that may fail.</summary>
    public void Want(UserQuery query) => Wanted = query;

    /// <summary>Asks something else. Where another question follows before the answer is there, the answer is dropped.</summary>
    public async Task AskAsync(Actor actor, UserQuery query, CancellationToken cancellation)
    {
        var question = ++_questions;
        query = query with { Page = Math.Clamp(query.Page, 0, UserQuery.LastPage) };
        var found = await directory.FindAsync(actor, query, cancellation);
        var last = Math.Max(0, (found.Total - 1) / query.PageSize);
        if (query.Page > last)
        {
            query = query with { Page = last };
            found = await directory.FindAsync(actor, query, cancellation);
        }

        if (question == _questions)
            (Query, Page, _newer) = (query, found, null);
    }

    /// <summary>
    /// The question whose answer shows this account: the same with another page, and without search and status where they leave it out.
    /// </summary>
    public async Task<UserQuery> FindPlaceAsync(Actor actor, UserQuery query, AccountId account, CancellationToken cancellation)
    {
        foreach (var wider in (UserQuery[])[query, query with { Search = null, Status = null }])
        {
            if (await directory.FindPageOfAsync(actor, wider, account, cancellation) is { } page)
                return wider with { Page = page };
        }

        return query;
    }

    /// <summary>Something may have changed.</summary>
    /// <param name="isHeld">A hand is on the list: what stands must stay where it stands.</param>
    /// <returns>Whether there is something else to show.</returns>
    public async Task<bool> RefreshAsync(Actor actor, bool isHeld, CancellationToken cancellation)
    {
        var question = _questions;
        var found = await directory.FindAsync(actor, Query, cancellation);
        if (question != _questions || Page is null)
            return false;
        if (!isHeld || Page.Rows.Select(r => r.Key).SequenceEqual(found.Rows.Select(r => r.Key)))
        {
            var isSame = _newer is null && found.Total == Page.Total && found.Rows.SequenceEqual(Page.Rows, Sameness);
            (Page, _newer) = (found, null);
            return !isSame;
        }

        var now = found.Rows.ToDictionary(r => r.Key);
        Page = Page with { Rows = [.. Page.Rows.Select(r => now.GetValueOrDefault(r.Key, r))] };
        _newer = found;
        return true;
    }

    /// <summary>Shows what has waited.</summary>
    public void Release()
    {
        Page = _newer ?? Page;
        _newer = null;
    }

    // A record compares its list of roles by reference.
    private static readonly IEqualityComparer<UserRow> Sameness = EqualityComparer<UserRow>.Create(
        (one, other) => one! with { Roles = [] } == other! with { Roles = [] } && one.Roles.SequenceEqual(other.Roles),
        row => row.Key.GetHashCode());
}
