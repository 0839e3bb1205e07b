using ZorgId.Core.Persistence;

namespace ZorgId.Core.Audit;

/// <summary>Reads where the log is now, for whoever keeps that elsewhere.</summary>
public sealed class ViewAuditHead(PortalTransactions transactions)
{
    public Task<AuditMark> ExecuteAsync(CancellationToken cancellation) =>
        transactions.ReadAsync(db => AuditTree.ReadHeadAsync(db, cancellation), cancellation);
}
