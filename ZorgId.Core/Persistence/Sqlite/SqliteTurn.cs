namespace ZorgId.Core.Persistence.Sqlite;

/// <summary>A use case in the row of those that wait to write, and the answer that its caller waits for.</summary>
internal sealed class SqliteTurn(UseCase useCase, bool isAlone)
{
    private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Whoever runs it is the caller of another use case, perhaps. Its culture and its trace must be those of its own caller.
    private readonly ExecutionContext? _flow = ExecutionContext.Capture();

    private int _isTaken;

    public UseCase UseCase => useCase;

    public bool IsAlone => isAlone;

    /// <summary>Ends after the commit.</summary>
    public Task Answer => _answer.Task;

    /// <summary>What the use case failed with, as the transaction goes on without it.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Takes it out of the row: to run it, or because its caller no longer waits. Whoever comes second gets false.</summary>
    public bool TryTake() => Interlocked.Exchange(ref _isTaken, 1) == 0;

    /// <summary>Its caller no longer waits. It is not run, unless it has begun.</summary>
    public void Leave(CancellationToken cancellation)
    {
        if (!TryTake())
            return;
        if (cancellation.IsCancellationRequested)
            _answer.SetCanceled(cancellation);
        else
            _answer.SetException(TurnLimits.TooLong());
    }

    /// <summary>Tells the caller what came of it, once that is certain.</summary>
    /// <param name="failure">Null where it was committed.</param>
    public void End(Exception? failure)
    {
        if (failure is null)
            _answer.SetResult();
        else
            _answer.SetException(failure);
    }

    public Task InFlowAsync(Func<Task> act)
    {
        if (_flow is null)
            return act();
        Task? running = null;
        ExecutionContext.Run(_flow, _ => running = act(), state: null);
        return running!;
    }
}
