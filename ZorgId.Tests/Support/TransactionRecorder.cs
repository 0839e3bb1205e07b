using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ZorgId.Tests.Support;

/// <summary>Counts commits, notes which statements of a transaction a caller could break off, and lets a test come between a commit and its answer.</summary>
public sealed class TransactionRecorder : IDbTransactionInterceptor, IDbCommandInterceptor
{
    private readonly ConcurrentDictionary<Guid, bool> _begun = new();
    private (int Left, Func<Task> Act) _committing = (0, () => Task.CompletedTask);
    private int _commits;

    /// <summary>How many transactions were committed.</summary>
    public int Commits => _commits;

    /// <summary>Statements, inside of transactions that write, that were given a token which somebody may cancel.</summary>
    public ConcurrentQueue<string> Cancellable { get; } = new();

    /// <summary>Has this done before a commit to come; what it throws comes in place of that commit.</summary>
    /// <param name="which">The next is 1.</param>
    public void BeforeCommit(int which, Func<Task> act) => _committing = (which, act);

    // Those that read at one moment use a transaction that they have begun themselves, which is told otherwise.
    public ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
    {
        _begun[eventData.TransactionId] = true;
        return new(result);
    }

    public async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (--_committing.Left == 0)
            await _committing.Act();
        return result;
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _commits);
        return Task.CompletedTask;
    }

    public ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Note(command, eventData, cancellationToken);
        return new(result);
    }

    public ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Note(command, eventData, cancellationToken);
        return new(result);
    }

    private void Note(DbCommand command, CommandEventData eventData, CancellationToken cancellation)
    {
        if (cancellation.CanBeCanceled && eventData.Context?.Database.CurrentTransaction is { } transaction && _begun.ContainsKey(transaction.TransactionId))
            Cancellable.Enqueue(command.CommandText);
    }
}
