using ZorgId.Core.PortalSessions;
using ZorgId.Core.Users;

namespace ZorgId.Web.Portal.Users;

/// <summary>
/// What the overview shows, and how it changes while someone reads it. A row that changed is updated in its place. Rows that were
/// added, removed or moved are shown only while neither pointer nor focus is on the list, or when the reader asks for it.
/// </summary>
public sealed class UserList(UserDirectory directory)
{
    private UserPage? _newer;
    private int _questions;

    public UserQuery Query { get; private set; } = new();

    /// <summary>
    /// The last query. It differs from <see cref="Query"/> while its answer has not arrived, or where it failed.
    /// </summary>
    public UserQuery Wanted { get; private set; } = new();

    /// <summary>Null until it was loaded.</summary>
    public UserPage? Page { get; private set; }

    /// <summary>Whether rows were added, removed or moved, and are not shown yet.</summary>
    public bool IsStale => _newer is not null;

    public int PageCount => Page is null ? 0 : Math.Max(1, (Page.Total + Query.PageSize - 1) / Query.PageSize);

    /// <summary>Stores the query before anything is read that may fail.</summary>
    public void Want(UserQuery query) => Wanted = query;

    /// <summary>Runs another query. Its answer is dropped where yet another query was started before it arrived.</summary>
    public async Task AskAsync(PortalCall call, UserQuery query, CancellationToken cancellation)
    {
        var question = ++_questions;
        query = query with { Page = Math.Clamp(query.Page, 0, UserQuery.LastPage) };
        if (await directory.FindAsync(call, query, cancellation) is not { } found)
            return;
        var last = Math.Max(0, (found.Total - 1) / query.PageSize);
        if (query.Page > last)
        {
            query = query with { Page = last };
            found = await directory.FindAsync(call, query, cancellation) ?? found;
        }

        if (question == _questions)
            (Query, Page, _newer) = (query, found, null);
    }

    /// <summary>
    /// Finds the query whose answer contains this account: the same query with another page, and without search and status where these
    /// exclude it.
    /// </summary>
    public async Task<UserQuery> FindPlaceAsync(PortalCall call, UserQuery query, AccountId account, CancellationToken cancellation)
    {
        foreach (var wider in (UserQuery[])[query, query with { Search = null, Status = null }])
        {
            if (await directory.FindPageOfAsync(call, wider, account, cancellation) is { } page)
                return wider with { Page = page };
        }

        return query;
    }

    /// <summary>Reads the list again, because something may have changed.</summary>
    /// <param name="isHeld">Whether pointer or focus is on the list, so that no row may move.</param>
    /// <returns>Whether what is shown has changed.</returns>
    public async Task<bool> RefreshAsync(PortalCall call, bool isHeld, CancellationToken cancellation)
    {
        var question = _questions;
        var found = await directory.FindAsync(call, Query, cancellation);
        if (found is null || question != _questions || Page is null)
            return false;
        if (!isHeld || Page.Rows.Select(r => r.Key).SequenceEqual(found.Rows.Select(r => r.Key)))
        {
            var isSame = _newer is null && found.Total == Page.Total && found.Rows.SequenceEqual(Page.Rows);
            (Page, _newer) = (found, null);
            return !isSame;
        }

        var now = found.Rows.ToDictionary(r => r.Key);
        Page = Page with { Rows = [.. Page.Rows.Select(r => now.GetValueOrDefault(r.Key, r))] };
        _newer = found;
        return true;
    }

    /// <summary>Shows the rows that were held back.</summary>
    public void Release()
    {
        Page = _newer ?? Page;
        _newer = null;
    }
}
