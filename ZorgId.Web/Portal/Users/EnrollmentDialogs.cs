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

    /// <summary>Shows the form of <i>+ Registreren</i>.</summary>
    /// <returns>Null where the form was cancelled.</returns>
    public async Task<RegistrationEnd?> ShowFormAsync(PortalActor actor)
    {
        var form = await dialogs.ShowAsync<RegistrationDialog>(
            RegistrationTexts.Title,
            new DialogParameters<RegistrationDialog> { { d => d.Organisations, actor.Organisations } },
            new DialogOptions { CloseOnEscapeKey = false });
        return (await form.Result)?.Data as RegistrationEnd;
    }

    /// <summary>Shows the QR of an enrollment, until the popup is closed or a phone has accepted.</summary>
    /// <returns>Null where no phone has accepted.</returns>
    /// <param name="isPinBlocked">Whether the PIN no longer works, so that the steps beside the QR must not ask for it.</param>
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

    /// <summary>Finds the enrollment whose popup was closed last, if a phone has accepted it since. It is returned only once.</summary>
    public async Task<AcceptedEnrollment?> FindAcceptedAsync(CancellationToken cancellation)
    {
        if (_left is not { } shown)
            return null;
        var view = await viewEnrollment.ExecuteAsync(shown.Sid, cancellation);
        if (view.State.HasEnded())
            _left = null;
        return view.State == SessionState.Accepted ? shown.AcceptedBy(view) : null;
    }

    /// <summary>Makes a new QR for a user of the list (<i>Nieuwe QR-code</i>), or says why there can be none.</summary>
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

    /// <summary>Makes a new QR for this user, which cancels the earlier ones.</summary>
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
            if (await user.ActAsync(environment, CancellationToken.None) is not { } call)
                return null;
            if (await renewEnrollment.ExecuteAsync(call, account, CancellationToken.None) is { } opened)
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

    /// <summary>Says that something cannot be done now.</summary>
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
