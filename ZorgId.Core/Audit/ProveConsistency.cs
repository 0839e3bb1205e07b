using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit.Tree;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Audit;

/// <summary>
/// Proves to everybody that the log of one published checkpoint begins with that of an earlier one. Of other sizes it tells nothing,
/// because whoever tried them out would learn how long the log is now.
/// </summary>
public sealed class ProveConsistency(PortalTransactions transactions)
{
    /// <param name="from">The size of the earlier checkpoint.</param>
    /// <param name="to">The size of the later one, or the same.</param>
    /// <returns>Null where there is no published checkpoint of one of these sizes, or the first is the larger one.</returns>
    public Task<ConsistencyProof?> ExecuteAsync(long from, long to, CancellationToken cancellation) => transactions.ReadAsync(
        async db =>
        {
            var published = await db.AuditCheckpoints.CountAsync(c => c.Size == from || c.Size == to, cancellation);
            if (from > to || published != (from == to ? 1 : 2))
                return null;
            return await AuditTree.Of(db).ProveConsistencyAsync(from, to, cancellation);
        },
        cancellation);
}
