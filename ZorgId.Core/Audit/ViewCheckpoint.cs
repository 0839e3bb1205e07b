using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Audit;

/// <summary>Reads the checkpoint that was published last.</summary>
public sealed class ViewCheckpoint(PortalTransactions transactions)
{
    /// <returns>The signed note; null before the first.</returns>
    public Task<string?> ExecuteAsync(CancellationToken cancellation) => transactions.ReadAsync(
        db => db.AuditCheckpoints.OrderByDescending(c => c.Size).Select(c => c.Note).FirstOrDefaultAsync(cancellation), cancellation);
}
