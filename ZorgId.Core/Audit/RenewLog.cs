using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Audit;

/// <summary>
/// Gives the log a new id, where a copy takes the place of the database: what was written to the one that was replaced, and not
/// copied, cannot be taken for an entry of this one. The tree goes on, so that every head up to here still proves.
/// </summary>
public sealed class RenewLog(PortalTransactions transactions, SealAudit seal, AuditSecret secret)
{
    /// <param name="work">
    /// Writes the first entry under the new id: it tells which log was replaced. Nobody else may write meanwhile.
    /// </param>
    public async Task<T> ExecuteAsync<T>(Func<PortalDb, CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        // What the copy had not sealed belongs to the old id.
        await seal.ExecuteAsync(cancellation);
        // The clock may have been set back since the log got its id, and the later of two ids is the log's.
        var id = Guid.CreateVersion7() is var next && next.CompareTo(secret.LogId) > 0 ? next : AuditEntryIds.After(secret.LogId);
        var result = await transactions.RunAloneAsync(
            async (db, cancellation) =>
            {
                // A sealer that gave leaves under the old id beyond this point would break the log.
                if (!db.Database.IsSqlite())
                    await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({SealAudit.Lock})", cancellation);
                db.AuditLogs.Add(new(await AuditTree.ReadSizeAsync(db, cancellation), id));
                db.NewLogId = id;
                return await work(db, cancellation);
            },
            cancellation);
        secret.LogId = id;
        await seal.ExecuteAsync(cancellation);
        return result;
    }
}
