using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Persistence;
using ZorgId.Core.QrSessions;

namespace ZorgId.Core.Users;

internal static class LatestQrs
{
    /// <summary>The last QR of each of these accounts, where no phone has accepted it and nobody has cancelled it.</summary>
    public static async Task<IReadOnlyList<LatestQr>> FindLatestQrsAsync(
        this PortalDb db, IReadOnlyList<AccountId> accounts, DateTime now, CancellationToken cancellation)
    {
        var ids = accounts.Select(id => (AccountId?)id).ToList();
        var sessions = await db.QrSessions.AsNoTracking()
            .Where(s => s.Kind == SessionKind.Enrollment && ids.Contains(s.AccountId) && s.CancelReason != CancelReason.NewQr)
            .OrderBy(s => s.OpenedAt)
            .ToListAsync(cancellation);
        return [.. from session in sessions
                   group session by session.AccountId into ofAccount
                   let last = ofAccount.Last()
                   let state = StateOf(last, now)
                   where state is not null
                   select new LatestQr(last.AccountId!.Value, state.Value, last.OpenedAt, last.ExpiresAt)];
    }

    private static LatestQrState? StateOf(QrSession session, DateTime now) => session.State switch
    {
        _ when session.IsPast(now) => LatestQrState.Expired,
        SessionState.Open => LatestQrState.Open,
        SessionState.Claimed => LatestQrState.Scanned,
        SessionState.Refused => LatestQrState.Refused,
        _ => null,
    };
}
