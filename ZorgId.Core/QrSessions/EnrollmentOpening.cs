using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Changes;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.QrSessions;

/// <summary>An enrollment that was just opened. The text of its QR cannot be had again later.</summary>
public sealed record OpenedEnrollment(SessionId Sid, string QrText);

/// <summary>Opens an account's enrollment session, and cancels the ones before it (PROTOCOL, A new phone).</summary>
public sealed class EnrollmentOpening(PortalOrigins origins, IOptions<SessionLifetimes> lifetimes, TimeProvider time)
{
    private const int CodeOctets = 16;

    /// <param name="db">A context with a transaction of its own.</param>
    /// <param name="account">With its memberships.</param>
    /// <param name="organisation">The organisation for which the account gets its phone.</param>
    /// <param name="opener">The beheerder, or the operator on the command line.</param>
    public async Task<OpenedEnrollment> OpenAsync(
        PortalDb db, Account account, OrganisationId? organisation, Actor opener, CancellationToken cancellation)
    {
        var now = time.UtcNow();
        var earlier = await db.QrSessions
            .Where(s => s.AccountId == account.Id && s.Kind == SessionKind.Enrollment
                && (s.State == SessionState.Open || s.State == SessionState.Claimed))
            .ToListAsync(cancellation);
        foreach (var session in earlier)
        {
            session.Cancel(CancelReason.NewQr, now);
            db.Record(session, AuditAction.SessionCancelled, now, opener, nameof(CancelReason.NewQr));
        }

        var code = Base64UrlText.Random(CodeOctets);
        var opened = QrSession.OpenEnrollment(
            account.Environment, account.Id, code, opener.By, now, lifetimes.Value.Enrollment, organisation);
        db.QrSessions.Add(opened);
        db.Record(opened, AuditAction.EnrollmentOpened, now, opener);
        var text = QrText.For(origins[account.Environment], opened.Kind, opened.Id, code);
        db.Changed([.. earlier.Select(s => Topic.Of(s.Id))]);
        db.Changed(account);
        return new(opened.Id, text);
    }
}
