using Microsoft.AspNetCore.Components;
using ZorgId.Core.Accounts;
using ZorgId.Core.Users;
using ZorgId.Web.Platform;
using ZorgId.Web.Portal.Shell;

namespace ZorgId.Web.Portal.Users;

/// <summary>
/// The alerts above the list of users, and the dialogs that enroll a phone: opened from an alert, from a row or by <i>+ Registreren</i>.
/// </summary>
public sealed partial class EnrollmentArea(
    PortalUser user,
    EnrollmentDialogs dialogs,
    ListScript script,
    ILogger<OverviewPage> logger) : ComponentBase, IDisposable
{
    private readonly Closing _closing = new();
    private bool _hasOpenedForm;

    [Parameter, EditorRequired]
    public EnrollmentAlerts Alerts { get; set; } = null!;

    /// <summary>The list that shows the users. It is a function, because the list comes after this component on the page.</summary>
    [Parameter, EditorRequired]
    public Func<UserListPanel> List { get; set; } = null!;

    /// <summary>An enrollment has ended, and the list may have to mark its user.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    [CascadingParameter]
    private PageContext Page { get; set; } = null!;

    public void Dispose()
    {
        _closing.Dispose();
    }

    public Task RegisterAsync() => EnrollAsync(async () =>
    {
        PortalActor? actor;
        try
        {
            actor = await user.FindAsync(Page.Environment, byPerson: true, _closing.Token);
        }
        catch (Exception exception) when (exception.IsDatabaseUnavailable())
        {
            logger.LogFailed(exception);
            await dialogs.TellAsync(RegistrationTexts.Title, OverviewTexts.RegisterFailed);
            return;
        }

        // Null where the login is over: the session guard, which knows why, leaves the page.
        if (actor is null)
            return;
        // The alert about a lost form has served its purpose: its text is typed again now, or is not wanted any more.
        _hasOpenedForm = true;
        StateHasChanged();
        switch (await dialogs.ShowFormAsync(actor))
        {
            case ExistingUser existing:
                await List().LookForAsync(new UserQuery(existing.Name));
                break;
            case RegisteredUser registered:
                Alerts.SetRegistered(registered.AccountId);
                await List().ShowRegisteredAsync(registered.AccountId);
                var accepted = await dialogs.ShowQrAsync(
                    Page.Environment, registered.Enrollment, registered.AccountId, registered.Name, isNewUser: true);
                Alerts.Tell(accepted);
                // Where a phone accepted, an alert names the user, and scrolling to the row would move it out of sight.
                if (accepted is null)
                    await script.RevealMarkedAsync();
                break;
        }
    });

    public Task RenewAsync(UserRow row) => EnrollAsync(async () => Alerts.Tell(await dialogs.RenewAsync(Page.Environment, row)));

    private Task RenewAsync(AcceptedEnrollment revoked) => EnrollAsync(async () =>
        Alerts.Tell(await dialogs.RenewAsync(Page.Environment, revoked.AccountId, revoked.Name, isNewUser: false)));

    private Task RenewAsync(OwnEnrollment gone) => EnrollAsync(async () =>
    {
        Alerts.HideLost();
        Alerts.Tell(await dialogs.RenewAsync(Page.Environment, gone.AccountId, gone.Name, gone.IsNewUser));
    });

    /// <summary>One at a time: a double click would show two dialogs, and the second QR would make the first one useless.</summary>
    private async Task EnrollAsync(Func<Task> enroll)
    {
        if (Alerts.IsEnrolling)
            return;
        Alerts.IsEnrolling = true;
        try
        {
            await enroll();
        }
        finally
        {
            Alerts.IsEnrolling = false;
        }

        if (_closing.HasBegun)
            return;
        // A phone may have accepted while the dialog was closing. The alerts were not read then, and no second hint follows.
        await List().RefreshAsync();
        await Changed.InvokeAsync();
    }
}
