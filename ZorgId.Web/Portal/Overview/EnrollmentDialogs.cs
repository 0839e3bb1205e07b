using System.Globalization;
using MudBlazor;
using ZorgId.Core;
using ZorgId.Core.Accounts;
using ZorgId.Core.Sessions;
using ZorgId.Web.Portal.Live;
using ZorgId.Web.Portal.Registration;

namespace ZorgId.Web.Portal.Overview;

/// <summary>The dialogs that lead to a user's phone: the form, the question before a phone is replaced, and the popup with the QR.</summary>
public sealed partial class EnrollmentDialogs(
    IDialogService dialogs, PortalUser user, RenewEnrollment renewEnrollment, ILogger<EnrollmentDialogs> logger)
{
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
        var popup = await dialogs.ShowAsync<EnrollmentDialog>(EnrollmentTexts.Title, new DialogParameters<EnrollmentDialog>
        {
            { d => d.Enrollment, enrollment },
            { d => d.Name, name },
        });
        return (await popup.Result)?.Data switch
        {
            EnrollmentView accepted => new(
                enrollment.Sid, account, name, accepted.DeviceName ?? "", accepted.VerificationCode ?? "", isNewUser, accepted.ClaimedFrom, accepted.SecondPhoneFrom),
            EnrollmentDialog.NewQrWanted => await RenewAsync(environment, account, name, isNewUser),
            _ => null,
        };
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
        return isWanted ? await RenewAsync(environment, row.AccountId, row.FullName, isNewUser: false) : null;
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
        catch (Exception exception)
        {
            LogFailed(exception);
            problem = OverviewTexts.NewQrFailed;
        }

        await dialogs.ShowMessageBoxAsync(LiveTexts.NewQr, problem, EnrollmentTexts.Close);
        return null;
    }

    private static string WhyNot(AccountStatus status) => status switch
    {
        AccountStatus.Blocked => OverviewTexts.NoNewQrBlocked,
        AccountStatus.Revoked => OverviewTexts.NoNewQrRevoked,
        _ => OverviewTexts.NoNewQrHigherRole,
    };

    private static string Say(string sentence, string name) => string.Format(CultureInfo.CurrentCulture, sentence, name);

    [LoggerMessage(1, LogLevel.Error, "A new QR could not be made.")]
    private partial void LogFailed(Exception exception);
}
