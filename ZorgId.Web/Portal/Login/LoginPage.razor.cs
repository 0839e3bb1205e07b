using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using MudBlazor;
using ZorgId.Core.PortalSessions;
using ZorgId.Core.QrSessions;
using ZorgId.Web.Platform;
using ZorgId.Web.Platform.Requests;
using ZorgId.Web.Portal.Shell;

namespace ZorgId.Web.Portal.Login;

/// <summary>
/// Logging in (manual, section 3). A circuit cannot set a cookie, so the browser gets a ticket for the accepted login. The button
/// <i>Inloggen</i> posts it to the endpoint that signs in.
/// </summary>
public sealed partial class LoginPage(
    IDialogService dialogs,
    LoginTickets tickets,
    PortalUser user,
    NavigationManager navigation,
    IOptions<SessionLifetimes> lifetimes,
    TimeProvider time,
    ILogger<LoginPage> logger) : IDisposable
{
    /// <summary>The page learns of the acceptance a little later, and the person needs some time to press the button.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);

    private readonly Closing _closing = new();
    private Accepted? _accepted;
    private bool _isTooLate;
    private bool _isScanning;
    private bool _hasFailed;
    private bool _hasNoCookies;

    [CascadingParameter]
    private PageContext Page { get; set; } = null!;

    /// <summary>Where to go after the login.</summary>
    [SupplyParameterFromQuery(Name = ReturnPath.Parameter)]
    private string? From { get; set; }

    public void Dispose() => _closing.Dispose();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || !await HasCookieAsync())
            return;
        // The history entry is replaced. Otherwise the back button would lead here, and from here forward again.
        var isLoggedIn = await IsLoggedInAsync();
        if (_closing.HasBegun)
            return; // The page was left meanwhile, and a dialog would open on another page.
        if (isLoggedIn)
            navigation.NavigateTo(ReturnPath.Page(From) ?? PagePaths.Overview, replace: true);
        else
            await ScanAsync();
    }

    /// <summary>Without its cookie a login could be accepted but never completed, so this is checked before anything is scanned.</summary>
    private async Task<bool> HasCookieAsync()
    {
        if (Page.BrowserKey is not { } key)
        {
            // The circuit of another page navigated here, but only a request for this page sets the cookie.
            LoadAgain();
            return false;
        }

        if (await user.HasBrowserKeyAsync(key))
            return true;
        _hasNoCookies = true;
        StateHasChanged();
        return false;
    }

    private void LoadAgain() => navigation.NavigateTo(navigation.Uri, forceLoad: true, replace: true);

    private async Task<bool> IsLoggedInAsync()
    {
        try
        {
            return await user.FindAsync(Page.Environment, byPerson: false, _closing.Token) is not null;
        }
        catch (Exception exception) when (exception.IsDatabaseUnavailable())
        {
            // The dialog itself says that no QR can be made, and makes one when that is possible again.
            LogFailed(exception);
            return false;
        }
    }

    private async Task ScanAsync()
    {
        if (_isScanning)
            return;
        (_isScanning, _isTooLate, _hasFailed) = (true, false, false);
        try
        {
            var dialog = await dialogs.ShowAsync<LoginDialog>(LoginTexts.DialogTitle);
            if (await dialog.Result is not { Canceled: false, Data: AcceptedLogin login })
                return;
            _accepted = new(login.AccountName, tickets.Create(login.Sid, Page.BrowserKey!, await user.FindSessionAsync()));
        }
        catch (Exception exception) when (exception.IsDatabaseUnavailable())
        {
            // A ticket is encrypted with keys from the database, which cannot be read.
            LogFailed(exception);
            _hasFailed = true;
        }
        finally
        {
            _isScanning = false;
        }

        StateHasChanged();
        if (_accepted is not null)
            await ForgetInTimeAsync();
    }

    /// <summary>Removes the button when it would fail, and with it the person's name from a screen that may be unattended.</summary>
    private async Task ForgetInTimeAsync()
    {
        try
        {
            await Task.Delay(lifetimes.Value.AcceptedLogin - Margin, time, _closing.Token);
        }
        catch (OperationCanceledException)
        {
            return; // The page was left.
        }

        (_accepted, _isTooLate) = (null, true);
        StateHasChanged();
    }

    private sealed record Accepted(string AccountName, string Ticket);

    [LoggerMessage(2102, LogLevel.Error, "A login could not be begun or ended.")]
    private partial void LogFailed(Exception exception);
}
