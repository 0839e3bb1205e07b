using Microsoft.AspNetCore.Components;
using ZorgId.Core.Accounts;
using ZorgId.Core.Changes;
using ZorgId.Core.Users;
using ZorgId.Web.Platform;
using ZorgId.Web.Portal.QrDialog;
using ZorgId.Web.Portal.Shell;

namespace ZorgId.Web.Portal.Users;

/// <summary>The users of the beheerder's organisations, live, and the way to register one more (manual, section 4).</summary>
public sealed partial class OverviewPage(
    PortalUser user, UserDirectory directory, EnrollmentDialogs enrollments, LostEnrollment lost, FindOwnEnrollment findEnrollment, FindDisputedEnrollments findDisputed, ListScript script,
    SessionWatch watch, TimeProvider time, ILogger<OverviewPage> logger) : ComponentBase, IDisposable
{
    /// <summary>What a lost hint costs at most.</summary>
    private static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(10);

    // A browser that remembers whom was searched for tells the next person at this desk.
    private static readonly Dictionary<string, object?> NoAutofill = new(StringComparer.Ordinal) { ["autocomplete"] = "off", ["spellcheck"] = "false" };

    private readonly Closing _closing = new();
    private readonly UserList _list = new(directory);
    private readonly EnrollmentAlerts _news = new(enrollments, lost, findEnrollment, findDisputed);
    private IReadOnlyList<ManagedOrganisation> _managed = [];
    private FocusTarget? _focus;
    private bool _hasOpenedForm;
    private bool _hasFailed;
    private bool _hasPointer;
    private bool _hasFocus;
    private bool _isEnrolling;

    [CascadingParameter]
    private PageContext Page { get; set; } = null!;

    private string Count => _list.Page switch
    {
        null => "",
        { Total: 1 } => OverviewTexts.CountOne,
        { Total: var total } when _list.PageCount > 1 => OverviewTexts.Range.Filled(
            (_list.Query.Page * _list.Query.PageSize) + 1, (_list.Query.Page * _list.Query.PageSize) + _list.Page.Rows.Count, total),
        { Total: var total } => OverviewTexts.Count.Filled(total),
    };

    public void Dispose()
    {
        _closing.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        var closing = _closing.Token;
        try
        {
            // That a page is opened tells its request; one that a script loads again keeps nobody logged in.
            await AskAsync(_list.Wanted, byPerson: false);
            while (_hasFailed)
            {
                StateHasChanged();
                await Task.Delay(Rhythm, time, closing);
                // The person may have tried again meanwhile: what stands there then is not put at risk.
                if (_hasFailed)
                    await AskAsync(_list.Wanted, byPerson: false);
            }

            StateHasChanged();
            await foreach (var _ in watch.HintsAsync([.. _managed.Select(o => Topic.Of(o.Id))], Rhythm, closing))
                await RefreshAsync(closing);
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested)
        {
            // The page was left.
        }
    }

    /// <summary>Who acts; null where nobody may any more, and the session guard, which knows why, leaves the page.</summary>
    private Task<Actor?> FindActorAsync(bool byPerson) => user.FindAsync(Page.Environment, byPerson, _closing.Token);

    private async Task AskAsync(UserQuery query, bool byPerson = true)
    {
        _list.Want(query);
        var hasFailed = false;
        try
        {
            if (await FindActorAsync(byPerson) is { } actor)
            {
                _managed = actor.Organisations;
                await _list.AskAsync(actor, query, _closing.Token);
            }
        }
        catch (Exception exception) when (exception.IsDatabaseUnavailable())
        {
            LogFailed(exception);
            hasFailed = true;
        }

        // Another question may have followed, and have its answer.
        if (query == _list.Wanted)
            _hasFailed = hasFailed;
    }

    /// <summary>What the person asks for themselves. The mark of a new user has been seen by then.</summary>
    private Task LookForAsync(UserQuery query)
    {
        if (query != _list.Wanted)
            _news.ForgetNewUser();
        return AskAsync(query);
    }

    private Task SortAsync(UserOrder order) =>
        LookForAsync(_list.Wanted with { Order = order, Descending = _list.Wanted.Order == order && !_list.Wanted.Descending, Page = 0 });

    /// <summary>The reader goes to the beginning of the new page; the numbers below are another page's by now.</summary>
    private async Task TurnPageAsync(int page)
    {
        await LookForAsync(_list.Wanted with { Page = page - 1 });
        _focus = new("aantal");
    }

    private async Task RefreshAsync(CancellationToken closing)
    {
        try
        {
            if (_hasFailed)
            {
                // What a person asked for and could not be had comes by itself.
                await AskAsync(_list.Wanted, byPerson: false);
                StateHasChanged();
            }

            if (await FindActorAsync(byPerson: false) is not { } actor)
                return;
            var isChanged = await _list.RefreshAsync(actor, _hasPointer || _hasFocus, closing);
            isChanged |= !_isEnrolling && await _news.RefreshAsync(actor, closing);
            if (isChanged)
                StateHasChanged();
        }
        catch (Exception exception) when (!closing.IsCancellationRequested)
        {
            // What stands there stays; the next round tries again. Nobody chose this: whatever it was, the log is told.
            LogFailed(exception);
        }
    }

    /// <summary>A hand comes onto the list, or leaves it.</summary>
    private void Hold(bool? pointer = null, bool? focus = null)
    {
        (_hasPointer, _hasFocus) = (pointer ?? _hasPointer, focus ?? _hasFocus);
        if (!_hasPointer && !_hasFocus)
            _list.Release();
    }

    private Task RegisterAsync() => EnrollAsync(async () =>
    {
        Actor? actor;
        try
        {
            actor = await FindActorAsync(byPerson: true);
        }
        catch (Exception exception) when (exception.IsDatabaseUnavailable())
        {
            LogFailed(exception);
            await enrollments.TellAsync(RegistrationTexts.Title, OverviewTexts.RegisterFailed);
            return;
        }

        if (actor is null)
            return;
        // What was typed before is being typed again, or is not wanted any more.
        _hasOpenedForm = true;
        switch (await enrollments.ShowFormAsync(actor))
        {
            case ExistingUser existing:
                await LookForAsync(new UserQuery(existing.Name));
                break;
            case RegisteredUser registered:
                await ShowRegisteredAsync(actor, registered.AccountId);
                var accepted = await enrollments.ShowQrAsync(Page.Environment, registered.Enrollment, registered.AccountId, registered.Name, isNewUser: true);
                _news.Tell(accepted);
                // A banner names them, and must not be scrolled away.
                if (accepted is null)
                    await script.RevealMarkedAsync();
                break;
        }
    });

    /// <summary>Goes to the page where the new user stands.</summary>
    private async Task ShowRegisteredAsync(Actor actor, AccountId account)
    {
        _news.SetRegistered(account);
        var query = _list.Wanted;
        try
        {
            query = await _list.FindPlaceAsync(actor, query, account, _closing.Token);
        }
        catch (Exception exception) when (exception.IsDatabaseUnavailable())
        {
            // The question that follows fails too, and tells so.
            LogFailed(exception);
        }

        await AskAsync(query);
        // Blazor draws when the whole handler has ended, and that waits for the popup.
        StateHasChanged();
    }

    private Task RenewAsync(UserRow row) => EnrollAsync(async () => _news.Tell(await enrollments.RenewAsync(Page.Environment, row)));

    private Task RenewAsync(AcceptedEnrollment revoked) => EnrollAsync(async () =>
        _news.Tell(await enrollments.RenewAsync(Page.Environment, revoked.AccountId, revoked.Name, isNewUser: false)));

    private Task RenewAsync(OwnEnrollment gone) => EnrollAsync(async () =>
    {
        _news.HideLost();
        _news.Tell(await enrollments.RenewAsync(Page.Environment, gone.AccountId, gone.Name, gone.IsNewUser));
    });

    /// <summary>One at a time: a double click would show two dialogs, and the second QR kill the first.</summary>
    private async Task EnrollAsync(Func<Task> enroll)
    {
        if (_isEnrolling)
            return;
        _isEnrolling = true;
        try
        {
            await enroll();
        }
        finally
        {
            _isEnrolling = false;
        }

        // What a phone did while the popup closed was not told beside it, and its hint is over.
        if (!_closing.HasBegun)
            await RefreshAsync(_closing.Token);
    }

    [LoggerMessage(2304, LogLevel.Error, "The overview could not be read.")]
    private partial void LogFailed(Exception exception);
}
