using Microsoft.AspNetCore.Components;
using ZorgId.Core.Accounts;
using ZorgId.Core.Changes;
using ZorgId.Core.Users;
using ZorgId.Web.Platform;
using ZorgId.Web.Portal.QrDialog;
using ZorgId.Web.Portal.Shell;

namespace ZorgId.Web.Portal.Users;

/// <summary>The list of users with its search, filter and pages. It reads itself again whenever something may have changed.</summary>
public sealed partial class UserListPanel(
    PortalUser user,
    UserDirectory directory,
    SessionWatch watch,
    TimeProvider time,
    ILogger<OverviewPage> logger) : ComponentBase, IDisposable
{
    /// <summary>How long a change stays unseen at most, where its hint was lost.</summary>
    private static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(10);

    private readonly Closing _closing = new();
    private readonly UserList _list = new(directory);
    private IReadOnlyList<ManagedOrganisation> _managed = [];
    private FocusTarget? _focus;
    private bool _hasFailed;
    private bool _hasPointer;
    private bool _hasFocus;

    /// <summary>They are read again after the list, so that both change on the page at once.</summary>
    [Parameter, EditorRequired]
    public EnrollmentAlerts Alerts { get; set; } = null!;

    [Parameter]
    public EventCallback<UserRow> Renew { get; set; }

    /// <summary>The list or the alerts have changed.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    [CascadingParameter]
    private PageContext Page { get; set; } = null!;

    private string Count => _list.Page switch
    {
        null => "",
        { Total: 1 } => OverviewTexts.CountOne,
        { Total: var total } when _list.PageCount > 1 => OverviewTexts.Range.Filled(
            (_list.Query.Page * _list.Query.PageSize) + 1,
            (_list.Query.Page * _list.Query.PageSize) + _list.Page.Rows.Count,
            total),
        { Total: var total } => OverviewTexts.Count.Filled(total),
    };

    public void Dispose() => _closing.Dispose();

    /// <summary>Asks what the person wants to see. By then they have seen the mark of a new user.</summary>
    public Task LookForAsync(UserQuery query)
    {
        if (query != _list.Wanted)
            Alerts.ForgetNewUser();
        return AskAsync(query);
    }

    /// <summary>Goes to the page on which the new user is.</summary>
    public async Task ShowRegisteredAsync(AccountId account)
    {
        var query = _list.Wanted;
        try
        {
            if (await user.FindCallAsync(Page.Environment) is { } call)
                query = await _list.FindPlaceAsync(call, query, account, _closing.Token);
        }
        catch (Exception exception) when (exception.IsDatabaseUnavailable())
        {
            // The question that follows fails too, and shows it.
            logger.LogFailed(exception);
        }

        await AskAsync(query);
        // Blazor renders only when the whole handler has ended, and the handler waits for the popup.
        StateHasChanged();
    }

    /// <summary>Reads the list and the alerts again, because something may have changed.</summary>
    public async Task RefreshAsync()
    {
        var closing = _closing.Token;
        try
        {
            if (_hasFailed)
            {
                // The person does not have to ask again for what could not be read.
                await AskAsync(_list.Wanted, byPerson: false);
                await Changed.InvokeAsync();
            }

            if (await user.FindCallAsync(Page.Environment) is not { } call)
                return;
            var isChanged = await _list.RefreshAsync(call, _hasPointer || _hasFocus, closing);
            isChanged |= await Alerts.RefreshAsync(call, closing);
            if (isChanged)
                await Changed.InvokeAsync();
        }
        catch (Exception exception) when (!closing.IsCancellationRequested)
        {
            // The page keeps what it shows, and the next round tries again. No person asked for this, so only the log is told.
            logger.LogFailed(exception);
        }
    }

    protected override async Task OnInitializedAsync()
    {
        var closing = _closing.Token;
        try
        {
            // A person who opens the page is seen by its request. Where a script loads the page again, that keeps nobody logged in.
            await AskAsync(_list.Wanted, byPerson: false);
            while (_hasFailed)
            {
                StateHasChanged();
                await Task.Delay(Rhythm, time, closing);
                // The person may have tried again meanwhile with success: another failure must not replace what they see now.
                if (_hasFailed)
                    await AskAsync(_list.Wanted, byPerson: false);
            }

            StateHasChanged();
            await foreach (var _ in watch.HintsAsync([.. _managed.Select(o => Topic.Of(o.Id))], Rhythm, closing))
                await RefreshAsync();
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested)
        {
            // The page was left.
        }
    }

    private async Task AskAsync(UserQuery query, bool byPerson = true)
    {
        _list.Want(query);
        var hasFailed = false;
        try
        {
            // Null where the login is over: the session guard, which knows why, leaves the page.
            if (await user.FindAsync(Page.Environment, byPerson, _closing.Token) is { } actor
                && await user.FindCallAsync(Page.Environment) is { } call)
            {
                _managed = actor.Organisations;
                await _list.AskAsync(call, query, _closing.Token);
            }
        }
        catch (Exception exception) when (exception.IsDatabaseUnavailable())
        {
            logger.LogFailed(exception);
            hasFailed = true;
        }

        // Another question may have been asked and answered meanwhile.
        if (query == _list.Wanted)
            _hasFailed = hasFailed;
    }

    private Task SortAsync(UserOrder order) => LookForAsync(_list.Wanted with
    {
        Order = order,
        Descending = _list.Wanted.Order == order && !_list.Wanted.Descending,
        Page = 0,
    });

    /// <summary>Moves the reader to the beginning of the new page, because the page numbers below have changed.</summary>
    private async Task TurnPageAsync(int page)
    {
        await LookForAsync(_list.Wanted with { Page = page - 1 });
        _focus = new("aantal");
    }

    /// <summary>The pointer or the focus comes onto the list, or leaves it.</summary>
    private void Hold(bool? pointer = null, bool? focus = null)
    {
        (_hasPointer, _hasFocus) = (pointer ?? _hasPointer, focus ?? _hasFocus);
        if (!_hasPointer && !_hasFocus)
            _list.Release();
    }
}
