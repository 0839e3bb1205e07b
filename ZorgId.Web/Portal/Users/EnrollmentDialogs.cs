using MudBlazor;
using ZorgId.Core.Accounts;
using ZorgId.Core.QrSessions;
using ZorgId.Core.Users;
using ZorgId.Web.Platform;
using ZorgId.Web.Portal.QrDialog;
using ZorgId.Web.Portal.Shell;

namespace ZorgId.Web.Portal.Users;

/// <summary>
/// The dialogs that lead to a user's phone: the form, the question before a phone is replaced, and the popup with the QR.
/// </summary>
public sealed partial class EnrollmentDialogs(
    IDialogService dialogs,
    PortalUser user,
    RenewEnrollment renewEnrollment,
    ViewEnrollment viewEnrollment,
    ILogger<EnrollmentDialogs> logger)
{
    private ShownEnrollment? _left;

    /// <summary><i>+ Registreren</i>.</summary>
    /// <returns>Null where the form was left.</returns>
    public async Task<RegistrationEnd?> ShowFormAsync(Actor actor)
    {
        var form = await dialogs.ShowAsync<RegistrationDialog>(
            RegistrationTexts.Title,
            new DialogParameters<RegistrationDialog> { { d => d.Organisations, actor.Organisations } },
            new DialogOptions { CloseOnEscapeKey = false });
        return (await form.Result)?.Data as RegistrationEnd;
    }

    /// <summary>The QR of an enrollment, until it is closed or a phone has accepted.</summary>
    /// <returns>Null where no phone has.</returns>
    /// <param name="isPinBlocked">The steps beside the QR do not ask for a PIN that no longer works.</param>
    public async Task<AcceptedEnrollment?> ShowQrAsync(
        PortalEnvironment environment,
        OpenedEnrollment enrollment,
        AccountId account,
        string name,
        bool isNewUser,
        bool isPinBlocked = false)
    {
        var shown = new ShownEnrollment(enrollment.Sid, account, name, isNewUser);
        var popup = await dialogs.ShowAsync<EnrollmentDialog>(
            isNewUser ? EnrollmentTexts.Title : QrDialogTexts.NewQr,
            new DialogParameters<EnrollmentDialog>
            {
                { d => d.Enrollment, enrollment },
                { d => d.Name, name },
                { d => d.IsPinBlocked, isPinBlocked },
            },
            EnrollmentDialog.Options);
        switch ((await popup.Result)?.Data)
        {
            case EnrollmentView accepted:
                return shown.AcceptedBy(accepted);
            case EnrollmentDialog.NewQrWanted:
                return await RenewAsync(environment, account, name, isNewUser, isPinBlocked);
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
            await TellAsync(OverviewTexts.NoNewQrTitle.Filled(row.FullName), WhyNot(row.Status).Filled(row.FullName));
            return null;
        }

        var (isNewUser, isPinBlocked) = (row.Status == UserStatus.AwaitingActivation, row.Status == UserStatus.PinBlocked);
        var isWanted = isNewUser || await dialogs.AskAsync(
            OverviewTexts.NewPhoneTitle.Filled(row.FullName),
            isPinBlocked ? OverviewTexts.NewPinText.Filled(row.FullName) : OverviewTexts.NewPhoneText,
            QrDialogTexts.NewQr,
            OverviewTexts.Cancel);
        return isWanted ? await RenewAsync(environment, row.AccountId, row.FullName, isNewUser, isPinBlocked) : null;
    }

    /// <summary>A new QR for this user; the ones before it are dead.</summary>
    public async Task<AcceptedEnrollment?> RenewAsync(
        PortalEnvironment environment,
        AccountId account,
        string name,
        bool isNewUser,
        bool isPinBlocked = false)
    {
        string problem;
        try
        {
            // Null where the login is over: the session guard, which knows why, leaves the page.
            if (await user.FindAsync(environment, byPerson: true, CancellationToken.None) is not { } actor)
                return null;
            if (await renewEnrollment.ExecuteAsync(actor, account, CancellationToken.None) is { } opened)
                return await ShowQrAsync(environment, opened, account, name, isNewUser, isPinBlocked);
            problem = OverviewTexts.MayNotRenew;
        }
        catch (Exception exception) when (exception.IsDatabaseUnavailable())
        {
            LogFailed(exception);
            problem = OverviewTexts.NewQrFailed;
        }

        await TellAsync(QrDialogTexts.NewQr, problem);
        return null;
    }

    /// <summary>What was chosen cannot be done now.</summary>
    public Task TellAsync(string title, string problem) => dialogs.TellAsync(title, problem, EnrollmentTexts.Close);

    private static string WhyNot(UserStatus status) => status switch
    {
        UserStatus.Blocked => OverviewTexts.NoNewQrBlocked,
        UserStatus.Revoked => OverviewTexts.NoNewQrRevoked,
        _ => OverviewTexts.NoNewQrHigherRole,
    };

    private sealed record ShownEnrollment(SessionId Sid, AccountId Account, string Name, bool IsNewUser)
    {
        public AcceptedEnrollment AcceptedBy(EnrollmentView view) => AcceptedEnrollment.Of(Sid, Account, Name, IsNewUser, view);
    }

    [LoggerMessage(2303, LogLevel.Error, "A new QR could not be made.")]
    private partial void LogFailed(Exception exception);
}
