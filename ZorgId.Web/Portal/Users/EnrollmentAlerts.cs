using ZorgId.Core.PortalSessions;
using ZorgId.Core.QrSessions;
using ZorgId.Core.Users;

namespace ZorgId.Web.Portal.Users;

/// <summary>
/// The alerts above the list, which say what became of enrollments whose popup is closed. Each is checked again whenever the list is
/// read, and disappears when it is no longer true, whoever caused that.
/// </summary>
public sealed class EnrollmentAlerts(
    EnrollmentDialogs enrollments,
    LostEnrollment lost,
    FindOwnEnrollment find,
    FindDisputedEnrollments findDisputed)
{
    private bool _isRevoking;

    /// <summary>The enrollment that a phone accepted last.</summary>
    public AcceptedEnrollment? Accepted { get; private set; }

    /// <summary>Enrollments whose code two phones have shown, until somebody says which phone is the user's.</summary>
    public IReadOnlyList<AcceptedEnrollment> Disputed { get; private set; } = [];

    /// <summary>The enrollment whose QR was lost with its page.</summary>
    public OwnEnrollment? Lost { get; private set; }

    /// <summary>The new user who was registered last, or named by the last alert. Null once the reader looks for something else.</summary>
    public AccountId? NewUser { get; private set; }

    /// <summary>True while a dialog enrolls a phone. The dialog says itself what becomes of it, so nothing is read again here.</summary>
    public bool IsEnrolling { get; set; }

    public void SetRegistered(AccountId account) => NewUser = account;

    public void ForgetNewUser() => NewUser = null;

    /// <summary>
    /// Replaces the alert about an accepted enrollment. Null, where no phone has accepted, replaces nothing, because the present alert may
    /// be a warning.
    /// </summary>
    public void Tell(AcceptedEnrollment? accepted)
    {
        if (accepted is null)
            return;
        Accepted = accepted;
        if (accepted.IsNewUser)
            NewUser = accepted.AccountId;
    }

    /// <summary>The reader has seen the alert.</summary>
    public void CloseAccepted() => Accepted = null;

    /// <summary>A new QR replaces the lost one. Where that fails, the next check shows the alert again.</summary>
    public void HideLost() => Lost = null;

    public Task CloseLostAsync()
    {
        Lost = null;
        return lost.ForgetAsync();
    }

    /// <summary>While a phone is being revoked, its alert does not change.</summary>
    public void SetRevoking(bool isRevoking) => _isRevoking = isRevoking;

    public void SetRevoked(AcceptedEnrollment revoked)
    {
        Accepted = revoked with { IsRevoked = true };
        Disputed = [.. Disputed.Where(d => d.Sid != revoked.Sid)];
    }

    /// <summary>The phone is the right one, so its alert is removed.</summary>
    public void SetAnswered(AcceptedEnrollment answered)
    {
        Disputed = [.. Disputed.Where(d => d.Sid != answered.Sid)];
        if (Accepted?.Sid == answered.Sid)
            Accepted = null;
    }

    public bool IsDisputed(AcceptedEnrollment accepted) => Disputed.Any(d => d.Sid == accepted.Sid);

    /// <summary>Checks whether the alerts are still true, and whether there are new ones.</summary>
    /// <returns>Whether the alerts have changed.</returns>
    public async Task<bool> RefreshAsync(PortalCall call, CancellationToken cancellation)
    {
        if (IsEnrolling)
            return false;
        var (before, disputed) = ((Accepted, Lost), Disputed);
        // Where the login is over, nothing is known, and what was shown may be true.
        if (!await CheckDisputedAsync(call, cancellation))
            return false;
        Lost = await lost.FindAsync(call, cancellation);
        await CheckAcceptedAsync(call, cancellation);
        if (Lost is { View.State: SessionState.Accepted } accepted)
        {
            (Accepted, Lost) = (AcceptedEnrollment.Of(accepted), null);
            await lost.ForgetAsync();
        }

        Accepted = await enrollments.FindAcceptedAsync(cancellation) ?? Accepted;
        // An alert that was shown before does not name a newer user.
        if (Lost is { IsNewUser: true } gone && gone.Sid != before.Lost?.Sid)
            NewUser = gone.AccountId;
        if (Accepted is { IsNewUser: true } told && told.Sid != before.Accepted?.Sid)
            NewUser = told.AccountId;
        return before != (Accepted, Lost) || !disputed.SequenceEqual(Disputed);
    }

    /// <returns>False where the login is over.</returns>
    private async Task<bool> CheckDisputedAsync(PortalCall call, CancellationToken cancellation)
    {
        var before = Disputed;
        if (await findDisputed.ExecuteAsync(call, cancellation) is not { } now)
            return false;
        // The reader may have answered meanwhile, or begun to revoke the phone.
        if (!_isRevoking && ReferenceEquals(before, Disputed))
            Disputed = [.. now.Select(AcceptedEnrollment.Of)];
        return true;
    }

    private async Task CheckAcceptedAsync(PortalCall call, CancellationToken cancellation)
    {
        if (Accepted is not { } told || _isRevoking)
            return;
        var now = await find.ExecuteAsync(call, told.Sid, cancellation);
        // The reader may have closed the alert meanwhile, or begun to revoke the phone.
        if (Accepted != told || _isRevoking)
            return;
        Accepted = now is not null && told.IsTrue(now) ? told with { SecondPhoneFrom = now.View.SecondPhoneFrom } : null;
    }
}
