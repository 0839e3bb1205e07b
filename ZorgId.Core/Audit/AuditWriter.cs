using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Audit;

/// <summary>
/// Makes entries of what happened, as the context saves its changes: numbered and chained by the head's row, which stays
/// locked until the transaction ends. The head's sequence is a concurrency token besides, so that a database that lets two
/// writers read the same head keeps one of them.
/// </summary>
internal sealed class AuditWriter(AuditSecret secret) : SaveChangesInterceptor
{
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is PortalDb { Happened.Count: > 0 } db)
            await WriteAsync(db, cancellationToken);
        return result;
    }

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result) =>
        eventData.Context is PortalDb { Happened.Count: > 0 }
            ? throw new NotSupportedException("The log is written by SaveChangesAsync.")
            : result;

    private async Task WriteAsync(PortalDb db, CancellationToken cancellation)
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("The log is written in a transaction, with what it tells of.");
        var head = await db.AuditHeads.SingleAsync(cancellation);
        foreach (var happened in db.Happened)
        {
            var entry = new AuditEntry(happened, head, secret.Key);
            db.AuditEntries.Add(entry);
            head.MoveTo(entry);
        }

        db.Happened.Clear();
    }
}
