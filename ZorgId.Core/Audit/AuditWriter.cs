using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Audit;

/// <summary>
/// Writes the entries of what happened, as the context saves its changes: in the same transaction, and beside all others. Their
/// leaves come afterwards. SQLite has one writer, so each transaction gives them as its last act (<see cref="AuditLeaves"/>);
/// PostgreSQL has many, so an entry is put down as pending for <see cref="SealAudit"/>.
/// </summary>
internal sealed class AuditWriter(AuditSecret secret, AuditBacklog backlog) : SaveChangesInterceptor
{
    private readonly AuditEntryIds _ids = new();

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(SavingChanges(eventData, result));

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        if (eventData.Context is PortalDb { Happened.Count: > 0 } db)
            Write(db);
        return result;
    }

    private void Write(PortalDb db)
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("The log is written in a transaction, with what it tells of.");
        if (backlog.Longest > AuditBacklog.TooLate)
            throw new TimeoutException("Entries of the log have had no place in it for too long, so nothing is written until they have.");
        var logId = db.NewLogId ?? secret.LogId;
        if (logId == Guid.Empty)
            throw new InvalidOperationException("The log has lost its id: verify it.");
        var text = new EntryText(logId);
        foreach (var happened in db.Happened)
        {
            var entry = new AuditEntry(happened, _ids.Next(happened.At));
            entry.Sign(text, secret.Key);
            db.AuditEntries.Add(entry);
            if (db.Database.IsSqlite())
                db.NewLeaves.Add(new(logId, entry.Id, text.HashLeaf(entry.Mac)));
            else
                db.AuditPending.Add(new(entry.Id));
        }

        db.Happened.Clear();
    }
}
