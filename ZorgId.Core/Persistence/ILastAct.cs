namespace ZorgId.Core.Persistence;

/// <summary>
/// What a transaction that writes does last. It is called once for each transaction, right before the commit: after all the use
/// cases of a group, and outside of their savepoints.
/// </summary>
/// <remarks>
/// What it throws undoes the transaction. A group that it undoes is run again, each use case in a transaction of its own.
/// </remarks>
public interface ILastAct
{
    /// <param name="db">The context tracks nothing; the act saves what it adds.</param>
    /// <param name="cancellation">It cannot be cancelled where others are committed with it.</param>
    Task BeforeCommitAsync(PortalDb db, CancellationToken cancellation);
}
