using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;
using ZorgId.Core.Accounts;
using ZorgId.Core.Persistence;
using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;

namespace ZorgId.Core.PortalSessions;

/// <summary>
/// Ends the portal sessions of everyone who loses their access by a use case, whichever it is, and cancels the
/// enrollments that they opened, in the transaction of that use case. Otherwise a copied cookie would work
/// again as soon as the account does, and a QR would bind a phone for someone who may no longer ask for that.
/// </summary>
internal sealed class LostAccess(IOptions<PortalSessionLimits> limits, TimeProvider time) : SaveChangesInterceptor
{
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is PortalDb db && FindTouched(db) is { Count: > 0 } touched)
        {
            await EndAsync(db, touched, cancellationToken);
            await CancelEnrollmentsAsync(db, touched, cancellationToken);
        }

        return result;
    }

    private async Task EndAsync(PortalDb db, List<AccountId> accounts, CancellationToken cancellation)
    {
        var now = time.UtcNow();
        var living = await db.PortalSessions.Where(s => accounts.Contains(s.AccountId) && s.EndedAt == null).ToListAsync(cancellation);
        // ExpirePortalSessions ends those whose time is over already, by the limit that came first.
        foreach (var session in living.Where(s => s.FindEnd(now, limits.Value) is null))
        {
            var phone = await db.Phones
                .WithAccount()
                .SingleAsync(p => p.Id == session.PhoneId, cancellation);
            if (!phone.OpensPortal)
                db.End(session, PortalSessionEnd.AccessGone, now);
        }
    }

    private async Task CancelEnrollmentsAsync(PortalDb db, List<AccountId> accounts, CancellationToken cancellation)
    {
        var now = time.UtcNow();
        var openers = accounts.Select(id => (AccountId?)id).ToList();
        var opened = await db.QrSessions
            .Where(s => s.Kind == SessionKind.Enrollment && (s.State == SessionState.Open || s.State == SessionState.Claimed)
                && openers.Contains(s.OpenedBy))
            .ToListAsync(cancellation);
        // An enrollment that is just being accepted has ended in this context, but not in the database yet.
        foreach (var session in opened.Where(s => !s.State.HasEnded() && !s.IsPast(now)))
        {
            if (!await db.OpenerMayStillAsync(session, now, cancellation))
                await db.CancelForLostAccessAsync(session, now, cancellation);
        }
    }

    // The entries are asked for once, because each time all that is tracked is compared with what was read.
    private static List<AccountId> FindTouched(PortalDb db) =>
    [
        .. db.ChangeTracker.Entries()
            .Where(e => e.State is EntityState.Modified or EntityState.Deleted)
            .Select(e => OwnerOf(e.Entity))
            .OfType<AccountId>()
            .Distinct(),
    ];

    private static AccountId? OwnerOf(object changed) => changed switch
    {
        Phone phone => phone.AccountId,
        Account account => account.Id,
        Membership membership => membership.AccountId,
        _ => null,
    };
}
