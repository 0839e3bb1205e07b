using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using ZorgId.Core;
using ZorgId.Core.Accounts;
using ZorgId.Core.Sessions;
using ZorgId.Web.Portal.Live;
using ZorgId.Web.Portal.Registration;

namespace ZorgId.Web.Portal.Overview;

/// <summary>The users of the beheerder's organisations, live, and the way to register one more (manual, section 4).</summary>
public sealed partial class OverviewPage(
    PortalUser user, UserDirectory directory, RenewEnrollment renewEnrollment, RevokeEnrolledPhone revokePhone, SessionWatch watch, IDialogService dialogs,
    ILogger<OverviewPage> logger) : ComponentBase, IDisposable
{
    /// <summary>What a lost hint costs at most.</summary>
    private static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(10);

    // A browser that remembers whom was searched for tells the next person at this desk.
    private static readonly Dictionary<string, object?> NoAutofill = new(StringComparer.Ordinal) { ["autocomplete"] = "off", ["spellcheck"] = "false" };

    private readonly CancellationTokenSource _closing = new();
    private readonly UserList _list = new(directory);
    private AcceptedEnrollment? _news;
    private bool _hasFailed;
    private bool _hasPointer;
    private bool _hasFocus;

    [CascadingParameter]
    private PageContext Page { get; set; } = null!;

    private string Count => _list.Page switch
    {
        null => "",
        { Total: 1 } => OverviewTexts.CountOne,
        { Total: var total } when _list.PageCount > 1 => Say(
            OverviewTexts.Range, (_list.Query.Page * _list.Query.PageSize) + 1, (_list.Query.Page * _list.Query.PageSize) + _list.Page.Rows.Count, total),
        { Total: var total } => Say(OverviewTexts.Count, total),
    };

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        var closing = _closing.Token;
        await AskAsync(_list.Query);
        if (await FindActorAsync(byPerson: false) is not { } actor)
            return;
        try
        {
            await foreach (var _ in watch.HintsAsync([.. actor.Organisations.Select(o => Topic.Of(o.Id))], Rhythm, closing))
                await RefreshAsync(closing);
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested)
        {
            // The page was left.
        }
    }

    private static string Say(string sentence, params ReadOnlySpan<object?> values) => string.Format(CultureInfo.CurrentCulture, sentence, values);

    /// <summary>Who acts; null where nobody may any more, and the session guard, which knows why, leaves the page.</summary>
    private Task<Actor?> FindActorAsync(bool byPerson) => user.FindAsync(Page.Environment, byPerson, _closing.Token);

    private async Task AskAsync(UserQuery query)
    {
        try
        {
            if (await FindActorAsync(byPerson: true) is { } actor)
                await _list.AskAsync(actor, query, _closing.Token);
            _hasFailed = false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception);
            _hasFailed = true;
        }
    }

    private Task SortAsync(UserOrder order) =>
        AskAsync(_list.Query with { Order = order, Descending = _list.Query.Order == order && !_list.Query.Descending, Page = 0 });

    private async Task RefreshAsync(CancellationToken closing)
    {
        try
        {
            if (await FindActorAsync(byPerson: false) is { } actor && await _list.RefreshAsync(actor, _hasPointer || _hasFocus, closing))
                StateHasChanged();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // What stands there stays; the next round tries again.
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

    private async Task RegisterAsync()
    {
        if (await FindActorAsync(byPerson: true) is not { } actor)
            return;
        _news = null;
        var form = await dialogs.ShowAsync<RegistrationDialog>(
            RegistrationTexts.Title,
            new DialogParameters<RegistrationDialog> { { d => d.Organisations, actor.Organisations } },
            new DialogOptions { CloseOnEscapeKey = false });
        switch ((await form.Result)?.Data)
        {
            case ExistingUser existing:
                await AskAsync(new UserQuery(existing.Name));
                break;
            case RegisteredUser registered:
                await AskAsync(_list.Query);
                await ShowEnrollmentAsync(registered.Enrollment, registered.AccountId, registered.Name, isNewUser: true);
                break;
        }
    }

    private async Task AskToRenewAsync(UserRow row)
    {
        if (row.Status == AccountStatus.Active
            && await dialogs.ShowMessageBoxAsync(
                Say(OverviewTexts.NewPhoneTitle, row.FullName), OverviewTexts.NewPhoneText, OverviewTexts.NewQr, cancelText: OverviewTexts.Cancel) is not true)
        {
            return;
        }

        await RenewAsync(row.AccountId, row.FullName);
    }

    private async Task RenewAsync(AccountId account, string name)
    {
        if (await FindActorAsync(byPerson: true) is not { } actor)
            return;
        _news = null;
        if (await renewEnrollment.ExecuteAsync(actor, account, _closing.Token) is { } opened)
            await ShowEnrollmentAsync(opened, account, name, isNewUser: false);
        else
            await dialogs.ShowMessageBoxAsync(OverviewTexts.NewQr, OverviewTexts.MayNotRenew, EnrollmentTexts.Close);
    }

    private async Task ShowEnrollmentAsync(OpenedEnrollment enrollment, AccountId account, string name, bool isNewUser)
    {
        var popup = await dialogs.ShowAsync<EnrollmentDialog>(EnrollmentTexts.Title, new DialogParameters<EnrollmentDialog>
        {
            { d => d.Enrollment, enrollment },
            { d => d.Name, name },
        });
        if (await popup.Result is { Canceled: false, Data: EnrollmentView accepted })
            _news = new(enrollment.Sid, account, name, accepted.DeviceName ?? "", accepted.VerificationCode ?? "", isNewUser);
    }

    private async Task RevokeAsync()
    {
        if (_news is null || await FindActorAsync(byPerson: true) is not { } actor)
            return;
        var isRevoked = await revokePhone.ExecuteAsync(actor, _news.Sid, _closing.Token);
        _news = _news with { IsRevoked = isRevoked, HasFailed = !isRevoked };
    }

    [LoggerMessage(1, LogLevel.Error, "The overview could not be read.")]
    private partial void LogFailed(Exception exception);
}
