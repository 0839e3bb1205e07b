using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Core.Phones;

namespace ZorgId.Core.QrSessions;

/// <summary>A phone accepts an enrollment and is bound to its account (PROTOCOL, decision, rows 6 to 8 and the last).</summary>
public sealed class AcceptEnrollment(PhoneBinding binding)
{
    public async Task<Outcome<DecidedSession>> AnswerAsync(
        PortalDb db,
        QrSession session,
        Account account,
        AuthenticatedMessage<DecisionPayload> message,
        DateTime now,
        string? client,
        CancellationToken cancellation)
    {
        // Decision, row 6: the key was free when it claimed, but may have accepted another enrollment since.
        if (await PhoneBinding.FindOwnerAsync(db, message.Key, cancellation) is { } owner)
            return new Refusal(RefusalReason.AccountExists, SameAccount: owner == account.Id);
        // Decision, rows 7 and 8: the account may have no phone any more; its opener may not open it any more.
        if (!account.MayHavePhone)
            return RefusalReason.OtherAccount;
        if (!await db.OpenerMayStillAsync(session, now, cancellation))
        {
            await db.CancelForLostAccessAsync(session, now, cancellation);
            return new Refusal(RefusalReason.SessionClosed, State: session.State.WireName());
        }

        Base64UrlText.TryDecode(message.Payload.PinKey, out var pinKey);
        var device = message.Payload.Device!;
        // The entry has no actor, because anyone may hold this phone: a beheerder has to see to it that it is the new user's.
        var bound = session.Tell(AuditAction.PhoneBound, now, actor: null, client) with
        {
            By = AuditParty.PhoneWithoutAccount,
            Detail = message.Key.Kid,
        };
        // The session is accepted before the account's old phone is revoked: where that is the opener's own,
        // the loss of access cancels what is not accepted yet.
        session.Accept(now, device.Name);
        await binding.BindAsync(db, account, message.Key, pinKey!, device, bound, cancellation);
        db.Record(session, AuditAction.SessionAccepted, now, actor: null, client, session.Kind.WireName(), AuditParty.PhoneWithoutAccount);
        db.Changed(session.Id);
        db.Changed(account);
        return DecidedSession.Of(session, account);
    }
}
