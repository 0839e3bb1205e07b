using Microsoft.EntityFrameworkCore;

namespace ZorgId.Core.Persistence.PostgreSql;

/// <summary>Runs one use case of this node after the other, each in a transaction of its own.</summary>
internal sealed class PostgreSqlWriter(IDbContextFactory<PortalDb> databases, LoneTransaction transaction) : IDatabaseWriter, IDisposable
{
    // The database takes one writer at a time (ADR 13). The writers of this program wait for each other here,
    // where they hold no thread and no connection; only those of other programs are waited for in the database.
    private readonly SemaphoreSlim _turn = new(1, 1);

    internal TimeSpan TurnTimeout { get; init; } = TurnLimits.Timeout;

    public async Task WriteAsync(UseCase useCase, bool isAlone, CancellationToken cancellation)
    {
        if (!await _turn.WaitAsync(TurnTimeout, cancellation))
            throw TurnLimits.TooLong();
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            await db.Database.CreateExecutionStrategy().ExecuteAsync(() => transaction.RunAsync(db, useCase, cancellation));
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
