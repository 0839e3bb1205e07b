using System.Security.Cryptography;
using ZorgId.Core.Phones;

namespace ZorgId.Core.QrSessions;

/// <content>
/// Each transition (see the README of this folder) is one method, which throws where the session's state does not allow it.
/// Callers check first, and the row's state is a concurrency token, so of two who checked at the same time only one can save.
/// </content>
public sealed partial class QrSession
{
    /// <summary>Open → Claimed.</summary>
    /// <param name="key">The phone's.</param>
    /// <param name="account">Login: the phone's account. Enrollment: the session's own.</param>
    /// <param name="from">For people: which phone, and from where.</param>
    /// <param name="atLeast">How long the owner has to decide, at least.</param>
    /// <param name="organisation">Login: the foremost one of the account.</param>
    public void Claim(
        PhoneKey key, AccountId account, ScanningPhone from, DateTime now, TimeSpan atLeast, OrganisationId? organisation = null)
    {
        Move(SessionState.Claimed, now, SessionState.Open);
        ClaimedKid = key.Kid;
        ClaimedFrom = from;
        AccountId = account;
        Organisation ??= organisation;
        Nonce = Base64UrlText.Random(16);
        VerificationCode = $"{RandomNumberGenerator.GetInt32(100):D2}";
        ExpiresAt = ExpiresAt > now + atLeast ? ExpiresAt : now + atLeast;
    }

    /// <summary>Claimed → Accepted.</summary>
    /// <param name="deviceName">Enrollment: how the phone calls itself.</param>
    public void Accept(DateTime now, string? deviceName = null)
    {
        Move(SessionState.Accepted, now, SessionState.Claimed);
        DeviceName = deviceName;
    }

    /// <summary>Claimed → Refused.</summary>
    public void Refuse(DateTime now) => Move(SessionState.Refused, now, SessionState.Claimed);

    /// <summary>Open or Claimed → Cancelled. A login that no browser has used yet can also be cancelled from Accepted.</summary>
    public void Cancel(CancelReason reason, DateTime now)
    {
        if (Kind == SessionKind.Login)
            Move(SessionState.Cancelled, now, SessionState.Open, SessionState.Claimed, SessionState.Accepted);
        else
            Move(SessionState.Cancelled, now, SessionState.Open, SessionState.Claimed);
        CancelReason = reason;
    }

    /// <summary>Open or Claimed → Expired, once its time is over.</summary>
    public void Expire(DateTime now)
    {
        if (now < ExpiresAt)
            throw new InvalidOperationException("The session's time is not over.");
        Move(SessionState.Expired, now, SessionState.Open, SessionState.Claimed);
    }

    /// <summary>Accepted → Used: a browser is signed in by this login.</summary>
    public void Use(DateTime now)
    {
        if (Kind != SessionKind.Login)
            throw new InvalidOperationException("Only a login is used.");
        Move(SessionState.Used, now, SessionState.Accepted);
    }

    /// <summary>Records that a phone other than the claiming one showed the code. The state stays as it is.</summary>
    /// <param name="from">For people: which phone, and from where.</param>
    /// <returns>Whether it is the first time.</returns>
    public bool NoteSecondPhone(ScanningPhone from, DateTime now)
    {
        if (SecondPhoneFrom is not null)
            return false;
        (SecondPhoneFrom, SecondPhoneAt) = (from, now);
        return true;
    }

    /// <summary>A beheerder has said which of the two phones is the user's. The state stays as it is.</summary>
    /// <returns>Whether there was something to ask.</returns>
    public bool AnswerSecondPhone(DateTime now)
    {
        if (SecondPhoneAt is null || SecondPhoneAnsweredAt is not null)
            return false;
        SecondPhoneAnsweredAt = now;
        return true;
    }

    /// <summary>Sets the session's typed code and ends the one before it. The state stays as it is.</summary>
    /// <param name="expiresAt">Null for as long as the session.</param>
    public void ShowTypedCode(string mac, DateTime? expiresAt)
    {
        if (State != SessionState.Open)
            throw new InvalidOperationException($"A session that is {State} shows no typed code.");
        (TypedCodeMac, TypedCodeExpiresAt) = (mac, expiresAt);
    }

    private void Move(SessionState to, DateTime now, params ReadOnlySpan<SessionState> from)
    {
        if (!from.Contains(State))
            throw new InvalidOperationException($"A session does not go from {State} to {to}.");
        State = to;
        if (to.HasEnded())
            EndedAt ??= now;
    }
}
