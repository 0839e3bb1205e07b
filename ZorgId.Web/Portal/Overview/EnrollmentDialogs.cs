using System.Globalization;
using MudBlazor;
using ZorgId.Core;
using ZorgId.Core.Accounts;
using ZorgId.Core.Sessions;
using ZorgId.Web.Hosting;
using ZorgId.Web.Portal.Live;
using ZorgId.Web.Portal.Registration;

namespace ZorgId.Web.Portal.Overview;

/// <summary>The dialogs that lead to a user's phone: the form, the question before a phone is replaced, and the popup with the QR.</summary>
public sealed partial class EnrollmentDialogs(
    IDialogService dialogs, PortalUser user, RenewEnrollment renewEnrollment, ViewEnrollment viewEnrollment, ILogger<EnrollmentDialogs> logger)
{
    private ShownEnrollment? _left;

    /// <summary><i>+ Registreren</i>.</summary>
    /// <returns>A <see cref="RegisteredUser"/> or an <see cref="ExistingUser"/>; null where the form was left.</returns>
    public async Task<object?> ShowFormAsync(Actor actor)
    {
        var form = await dialogs.ShowAsync<RegistrationDialog>(
            RegistrationTexts.Title,
            new DialogParameters<RegistrationDialog> { { d => d.Organisations, actor.Organisations } },
            new DialogOptions { CloseOnEscapeKey = false });
        return (await form.Result)?.Data;
    }

    /// <summary>The QR of an enrollment, until it is closed or a phone has accepted.</summary>
    /// <returns>Null where no phone has.</returns>
    public async Task<AcceptedEnrollment?> ShowQrAsync(PortalEnvironment environment, OpenedEnrollment enrollment, AccountId account, string name, bool isNewUser)
    {
        var shown = new ShownEnrollment(enrollment.Sid, account, name, isNewUser);
        var popup = await dialogs.ShowAsync<EnrollmentDialog>(
            isNewUser ? EnrollmentTexts.Title : LiveTexts.NewQr,
            new DialogParameters<EnrollmentDialog>
            {
                { d => d.Enrollment, enrollment },
                { d => d.Name, name },
            },
            // The QR is shown once: a slip of a finger does not take it away.
            new DialogOptions { CloseOnEscapeKey = false });
        switch ((await popup.Result)?.Data)
        {
            case EnrollmentView accepted:
                return shown.AcceptedBy(accepted);
            case EnrollmentDialog.NewQrWanted:
                return await RenewAsync(environment, account, name, isNewUser);
            default:
                _left = shown;
                return null;
        }
    }

    /// <summary>The enrollment whose popup was closed last, once a phone has accepted it after that; told once.</summary>
    public async Task<AcceptedEnrollment?> FindAcceptedAsync(CancellationToken cancellation)
    {
        if (_left is not { } shown)
            return null;
        var view = await viewEnrollment.ExecuteAsync(shown.Sid, cancellation);
        if (view.State.HasEnded())
            _left = null;
        return view.State == SessionState.Accepted ? shown.AcceptedBy(view) : null;
    }

    /// <summary><i>Nieuwe QR-code</i> of a row, where there can be one; else says why not.</summary>
    public async Task<AcceptedEnrollment?> RenewAsync(PortalEnvironment environment, UserRow row)
    {
        if (!row.MayRenew)
        {
            await dialogs.ShowMessageBoxAsync(Say(OverviewTexts.NoNewQrTitle, row.FullName), Say(WhyNot(row.Status), row.FullName), EnrollmentTexts.Close);
            return null;
        }

        var isWanted = row.Status != AccountStatus.Active || await dialogs.ShowMessageBoxAsync(
            Say(OverviewTexts.NewPhoneTitle, row.FullName), OverviewTexts.NewPhoneText, LiveTexts.NewQr, cancelText: OverviewTexts.Cancel) is true;
        return isWanted ? await RenewAsync(environment, row.AccountId, row.FullName, isNewUser: row.Status == AccountStatus.AwaitingActivation) : null;
    }

    /// <summary>A new QR for this user; the ones before it are dead.</summary>
    public async Task<AcceptedEnrollment?> RenewAsync(PortalEnvironment environment, AccountId account, string name, bool isNewUser)
    {
        string problem;
        try
        {
            // Null where the login is over: the session guard, which knows why, leaves the page.
            if (await user.FindAsync(environment, byPerson: true, CancellationToken.None) is not { } actor)
                return null;
            if (await renewEnrollment.ExecuteAsync(actor, account, CancellationToken.None) is { } opened)
                return await ShowQrAsync(environment, opened, account, name, isNewUser);
            problem = OverviewTexts.MayNotRenew;
        }
        catch (Exception exception) when (exception.IsOutage())
        {
            LogFailed(exception);
            problem = OverviewTexts.NewQrFailed;
        }

        await dialogs.ShowMessageBoxAsync(LiveTexts.NewQr, problem, EnrollmentTexts.Close);
        return null;
    }

    /// <summary>What was chosen cannot be done now.</summary>
    public Task TellAsync(string title, string problem) => dialogs.ShowMessageBoxAsync(title, problem, EnrollmentTexts.Close);

    private static string WhyNot(AccountStatus status) => status switch
    {
        AccountStatus.Blocked => OverviewTexts.NoNewQrBlocked,
        AccountStatus.Revoked => OverviewTexts.NoNewQrRevoked,
        _ => OverviewTexts.NoNewQrHigherRole,
    };

    private static string Say(string sentence, string name) => string.Format(CultureInfo.CurrentCulture, sentence, name);

    private sealed record ShownEnrollment(SessionId Sid, AccountId Account, string Name, bool IsNewUser)
    {
        public AcceptedEnrollment AcceptedBy(EnrollmentView view) => AcceptedEnrollment.Of(new(Sid, Account, Name, IsNewUser, view));
    }

    [LoggerMessage(1, LogLevel.Error, "A new QR could not be made.")]
    private partial void LogFailed(Exception exception);
}
