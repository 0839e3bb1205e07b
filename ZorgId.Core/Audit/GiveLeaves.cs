using ZorgId.Core.Persistence;

namespace ZorgId.Core.Audit;

/// <summary>Gives the entries of a transaction their leaves, where the database has one writer.</summary>
internal sealed class GiveLeaves(AuditLeaves leaves) : ILastAct
{
    public async Task BeforeCommitAsync(PortalDb db, CancellationToken cancellation)
    {
        if (db.NewLeaves.Count == 0)
            return;
        await leaves.AppendAsync(db, db.NewLeaves, cancellation);
        db.NewLeaves.Clear();
    }
}
