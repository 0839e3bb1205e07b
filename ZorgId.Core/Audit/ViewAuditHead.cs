using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Audit;

/// <summary>Reads where the log is now, for whoever keeps that elsewhere.</summary>
public sealed class ViewAuditHead(IDbContextFactory<PortalDb> databases)
{
    public async Task<AuditMark> ExecuteAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return (await db.AuditHeads.AsNoTracking().SingleAsync(cancellation)).Mark;
    }
}
