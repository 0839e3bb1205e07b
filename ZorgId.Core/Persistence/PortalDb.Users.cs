using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Phones;
using ZorgId.Core.Sessions;

namespace ZorgId.Core.Persistence;

/// <summary>What the list of users needs of phones and sessions. Accounts must not know of those rooms, so the context tells it.</summary>
public partial class PortalDb
{
    /// <summary>Accounts whose phone takes no PIN any more. A query, so that a list can filter and sort by it.</summary>
    public IQueryable<AccountId> PinBlockedAccounts =>
        Phones.Where(p => p.State == PhoneState.Active && p.PinFailures >= Phone.PinTries).Select(p => p.AccountId);

    /// <summary>The last QR of each of these accounts, where no phone has accepted it and nobody has cancelled it.</summary>
    public async Task<IReadOnlyList<LatestQr>> FindLatestQrsAsync(IReadOnlyList<AccountId> accounts, DateTime now, CancellationToken cancellation)
    {
        var ids = accounts.Select(id => (AccountId?)id).ToList();
        var sessions = await QrSessions.AsNoTracking()
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
