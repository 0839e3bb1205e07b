using Microsoft.EntityFrameworkCore;

namespace ZorgId.Core.Persistence.Sqlite;

/// <summary>
/// Runs the use cases of this program in the order in which they come. Those that wait while others are committed form the next group,
/// which is committed together (ADR 22).
/// </summary>
internal sealed class SqliteWriter(IDbContextFactory<PortalDb> databases, SqliteGroup group, LoneTransaction alone) : IDatabaseWriter
{
    /// <summary>The most use cases of a group. The first of them waits for the last.</summary>
    public const int MostInGroup = 32;

    private readonly Lock _gate = new();
    private readonly Queue<SqliteTurn> _waiting = new();
    private bool _isRunning;

    internal TimeSpan TurnTimeout { get; init; } = TurnLimits.Timeout;

    public async Task WriteAsync(UseCase useCase, bool isAlone, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var turn = new SqliteTurn(useCase, isAlone);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await using var leaving = patience.Token.Register(() => turn.Leave(cancellation));
        patience.CancelAfter(TurnTimeout);
        Add(turn);
        await turn.Answer;
    }

    private void Add(SqliteTurn turn)
    {
        lock (_gate)
        {
            _waiting.Enqueue(turn);
            if (_isRunning)
                return;
            _isRunning = true;
        }

        // It runs for others too, so it takes nothing along from this caller.
        ThreadPool.UnsafeQueueUserWorkItem(static writer => _ = writer.RunAllAsync(), this, preferLocal: false);
    }

    private async Task RunAllAsync()
    {
        while (TakeNext() is { Count: > 0 } turns)
        {
            if (turns is [var only])
                await RunAloneAsync(only);
            else
                await RunTogetherAsync(turns);
        }
    }

    private List<SqliteTurn> TakeNext()
    {
        List<SqliteTurn> turns = [];
        lock (_gate)
        {
            while (turns.Count < MostInGroup && _waiting.TryPeek(out var next) && (turns.Count == 0 || !next.IsAlone))
            {
                _waiting.Dequeue();
                if (!next.TryTake())
                    continue;
                turns.Add(next);
                if (next.IsAlone)
                    break;
            }

            _isRunning = turns.Count > 0;
        }

        return turns;
    }

    private async Task RunTogetherAsync(List<SqliteTurn> turns)
    {
        bool wasKept;
        try
        {
            wasKept = await group.TryRunAsync(turns);
        }
        catch (Exception exception)
        {
            // The transaction did not begin, or its commit failed or is in doubt, for all of them.
            foreach (var turn in turns)
                turn.End(exception);
            return;
        }

        foreach (var turn in turns)
        {
            if (wasKept)
                turn.End(turn.Failure);
            else
                await RunAloneAsync(turn);
        }
    }

    private async Task RunAloneAsync(SqliteTurn turn)
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
            await turn.InFlowAsync(() => alone.RunAsync(db, turn.UseCase, CancellationToken.None));
        }
        catch (Exception exception)
        {
            turn.End(exception);
            return;
        }

        turn.End(failure: null);
    }
}
