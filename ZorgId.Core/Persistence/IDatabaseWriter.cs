namespace ZorgId.Core.Persistence;

/// <summary>Runs the use cases that write, in the order in which they come. Each kind of database does so in its own way.</summary>
public interface IDatabaseWriter
{
    /// <summary>Runs a use case and commits it, again where it lost a race, and returns after the commit.</summary>
    /// <param name="isAlone">
    /// The transaction must be its own. Others may share one (ADR 22), which would wait for a use case that takes long.
    /// </param>
    /// <param name="cancellation">Ends the wait for its turn. On SQLite, a use case that has begun is not cancelled.</param>
    /// <exception cref="CommitInDoubtException">It may have been committed, so it was not run again.</exception>
    /// <exception cref="TimeoutException">Its turn did not come within ten seconds. It was not run.</exception>
    Task WriteAsync(UseCase useCase, bool isAlone, CancellationToken cancellation);
}
