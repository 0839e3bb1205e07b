using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ZorgId.Core.Persistence;
using ZorgId.Core.Phones;

namespace ZorgId.Core.PortalSessions;

/// <summary>Tells when a portal session ends, and why. Looking keeps nobody logged in.</summary>
public sealed class ViewPortalSession(IDbContextFactory<PortalDb> databases, IOptions<PortalSessionLimits> limits, TimeProvider time)
{
    public async Task<PortalSessionView> ExecuteAsync(PortalSessionKey key, PortalEnvironment environment, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var now = time.UtcNow();
        var hash = key.Hash;
        var session = await db.PortalSessions.AsNoTracking()
            .SingleOrDefaultAsync(s => s.IdHash == hash && s.Environment == environment, cancellation);
        if (session is null)
            return PortalSessionView.Ended(PortalSessionEnd.LoggedOut, now);
        if (session.FindEnd(now, limits.Value) is { } end)
            return PortalSessionView.Ended(end, now);
        var phone = await db.Phones.AsNoTracking()
            .WithAccount()
            .SingleAsync(p => p.Id == session.PhoneId, cancellation);
        return phone.OpensPortal
            ? View(session, limits.Value)
            : PortalSessionView.Ended(PortalSessionEnd.AccessGone, now);
    }

    private static PortalSessionView View(PortalSession session, PortalSessionLimits limits)
    {
        var (at, by) = session.Ends(limits);
        return new(null, at - PortalSessionLimits.WarningOf(by == PortalSessionEnd.Total ? limits.Total : limits.Idle), at, by);
    }
}
