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

        Schedule();
    }

    // The runner takes nothing along from the caller who starts it, since it runs for others too. It stands in the queue of all threads,
    // behind the answers that were just given: who goes on with one may be back before the next group begins.
    private void Schedule() =>
        ThreadPool.UnsafeQueueUserWorkItem(static writer => _ = writer.RunNextAsync(), this, preferLocal: false);

    private async Task RunNextAsync()
    {
        if (TakeNext() is not { Count: > 0 } turns)
            return;
        if (turns is [var only])
            await RunAloneAsync(only);
        else
            await RunTogetherAsync(turns);
        Schedule();
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
