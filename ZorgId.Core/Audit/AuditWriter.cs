using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Audit;

/// <summary>
/// Writes the entries of what happened, as the context saves its changes. The head's row numbers and
/// chains them, and stays locked until the transaction ends. Its sequence is also a concurrency token:
/// where a database lets two writers read the same head, only one of them can save.
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
