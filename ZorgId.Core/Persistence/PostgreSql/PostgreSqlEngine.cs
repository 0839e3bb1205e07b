using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ZorgId.Core.Persistence.PostgreSql;

/// <summary>A database server, which several nodes share.</summary>
internal sealed class PostgreSqlEngine(PostgreSqlStart start) : IDatabaseEngine
{
    // Any number will do that no other program uses in this database; this one is "Writers" in ASCII.
    private const long Writers = 0x57726974657273;

    public Task StartAsync(Func<Task> whileExclusive, CancellationToken cancellation) => start.ExecuteAsync(whileExclusive, cancellation);

    public bool CanServeBeside(string migration) => NewerSchema.IsExpanding(migration);

    /// <remarks>
    /// The writers of all nodes wait for each other (ADR 13). Read committed is enough: what is read after the lock is what the writer
    /// before has left.
    /// </remarks>
    public async Task<IDbContextTransaction> BeginWritingAsync(PortalDb db, CancellationToken cancellation)
    {
        var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellation);
        try
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Writers})", cancellation);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    public bool LeavesInDoubt(Exception exception) => TransientFault.LeavesInDoubt(exception);

    public Task<T> ReadAsync<T>(PortalDb db, Func<PortalDb, Task<T>> work, CancellationToken cancellation) =>
        db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            db.Forget();
            await using var moment = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
            return await work(db);
        });

    /// <remarks>FULL writes new files; without it, the octets of an overwritten row stay in their page.</remarks>
    public Task ForgetOverwrittenKeysAsync(PortalDb db, CancellationToken cancellation) =>
        db.Database.ExecuteSqlAsync($"""VACUUM FULL "DataProtectionKeys" """, cancellation);
}
