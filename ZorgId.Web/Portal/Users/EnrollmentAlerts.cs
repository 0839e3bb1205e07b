using ZorgId.Core.Accounts;
using ZorgId.Core.QrSessions;
using ZorgId.Core.Users;

namespace ZorgId.Web.Portal.Users;

/// <summary>
/// The banners above the list: what became of enrollments whose popup is gone. Each is looked at again with the list, and goes
/// when it is no longer true, whoever made it so.
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

    /// <summary>Enrollments whose code two phones have shown, until somebody says which one is the user's.</summary>
    public IReadOnlyList<AcceptedEnrollment> Disputed { get; private set; } = [];

    /// <summary>The enrollment whose QR went with its page.</summary>
    public OwnEnrollment? Lost { get; private set; }

    /// <summary>The new user who was registered, or told of, last. Null once the reader looks for something else.</summary>
    public AccountId? NewUser { get; private set; }

    /// <summary>True while a dialog enrolls a phone. The dialog says itself what becomes of it, so nothing is read again here.</summary>
    public bool IsEnrolling { get; set; }

    public void SetRegistered(AccountId account) => NewUser = account;

    public void ForgetNewUser() => NewUser = null;

    /// <summary>
    /// Takes the place of what was told before. Null, where no phone has accepted, takes nothing's: what was told may be an alarm.
    /// </summary>
    public void Tell(AcceptedEnrollment? accepted)
    {
        if (accepted is null)
            return;
        Accepted = accepted;
        if (accepted.IsNewUser)
            NewUser = accepted.AccountId;
    }

    /// <summary>Its reader has seen it.</summary>
    public void CloseAccepted() => Accepted = null;

    /// <summary>A new QR takes its place. Where that fails, the next look tells of it again.</summary>
    public void HideLost() => Lost = null;

    public Task CloseLostAsync()
    {
        Lost = null;
        return lost.ForgetAsync();
    }

    /// <summary>The phone is being taken back: until that has ended, its banner is left as it is.</summary>
    public void SetRevoking(bool isRevoking) => _isRevoking = isRevoking;

    public void SetRevoked(AcceptedEnrollment revoked)
    {
        Accepted = revoked with { IsRevoked = true };
        Disputed = [.. Disputed.Where(d => d.Sid != revoked.Sid)];
    }

    /// <summary>Its phone is the right one: nothing is left to tell of it.</summary>
    public void SetAnswered(AcceptedEnrollment answered)
    {
        Disputed = [.. Disputed.Where(d => d.Sid != answered.Sid)];
        if (Accepted?.Sid == answered.Sid)
            Accepted = null;
    }

    public bool IsDisputed(AcceptedEnrollment accepted) => Disputed.Any(d => d.Sid == accepted.Sid);

    /// <summary>Looks again.</summary>
    /// <returns>Whether there is something else to tell.</returns>
    public async Task<bool> RefreshAsync(Actor actor, CancellationToken cancellation)
    {
        if (IsEnrolling)
            return false;
        var (before, disputed) = ((Accepted, Lost), Disputed);
        await CheckDisputedAsync(actor, cancellation);
        Lost = await lost.FindAsync(actor, cancellation);
        await CheckAcceptedAsync(actor, cancellation);
        if (Lost is { View.State: SessionState.Accepted } accepted)
        {
            (Accepted, Lost) = (AcceptedEnrollment.Of(accepted), null);
            await lost.ForgetAsync();
        }

        Accepted = await enrollments.FindAcceptedAsync(cancellation) ?? Accepted;
        // A banner that stood here before tells nothing newer.
        if (Lost is { IsNewUser: true } gone && gone.Sid != before.Lost?.Sid)
            NewUser = gone.AccountId;
        if (Accepted is { IsNewUser: true } told && told.Sid != before.Accepted?.Sid)
            NewUser = told.AccountId;
        return before != (Accepted, Lost) || !disputed.SequenceEqual(Disputed);
    }

    private async Task CheckDisputedAsync(Actor actor, CancellationToken cancellation)
    {
        if (_isRevoking)
            return;
        var before = Disputed;
        var now = await findDisputed.ExecuteAsync(actor, cancellation);
        // Its reader may have answered meanwhile, or begun to take the phone back.
        if (!_isRevoking && ReferenceEquals(before, Disputed))
            Disputed = [.. now.Select(AcceptedEnrollment.Of)];
    }

    private async Task CheckAcceptedAsync(Actor actor, CancellationToken cancellation)
    {
        if (Accepted is not { } told || _isRevoking)
            return;
        var now = await find.ExecuteAsync(actor, told.Sid, cancellation);
        // Its reader may have closed it meanwhile, or begun to take the phone back.
        if (Accepted != told || _isRevoking)
            return;
        Accepted = now is not null && told.IsTrue(now) ? told with { SecondPhoneFrom = now.View.SecondPhoneFrom } : null;
    }
}
