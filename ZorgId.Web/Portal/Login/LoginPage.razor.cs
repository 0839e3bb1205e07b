using Microsoft.AspNetCore.Components;
using MudBlazor;
using ZorgId.Core.PortalSessions;

namespace ZorgId.Web.Portal.Login;

/// <summary>
/// Logging in (manual, section 3). A circuit cannot set a cookie, so the accepted login is handed to the browser as a
/// ticket, which the person's <i>Inloggen</i> posts to the one endpoint that signs in.
/// </summary>
public sealed partial class LoginPage(IDialogService dialogs, LoginTickets tickets, PortalUser user, NavigationManager navigation)
{
    private ElementReference _enter;
    private Accepted? _accepted;
    private bool _isEnterFocused;

    [CascadingParameter]
    private PageContext Page { get; set; } = null!;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            if (await user.FindAsync(Page.Environment, byPerson: false, CancellationToken.None) is not null)
                navigation.NavigateTo(PortalRoutes.Overview);
            else
                await ScanAsync();
        }
        else if (_accepted is not null && !_isEnterFocused)
        {
            _isEnterFocused = true;
            await _enter.FocusAsync();
        }
    }

    private async Task ScanAsync()
    {
        var dialog = await dialogs.ShowAsync<LoginDialog>(LoginTexts.DialogTitle, new DialogOptions { CloseButton = false, MaxWidth = MaxWidth.Small, FullWidth = true });
        if (await dialog.Result is { Canceled: false, Data: AcceptedLogin login })
        {
            _accepted = new(login.AccountName, tickets.Create(login.Sid, Page.BrowserKey));
            StateHasChanged();
        }
    }

    private sealed record Accepted(string AccountName, string Ticket);
}
