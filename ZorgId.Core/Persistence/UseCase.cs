using ZorgId.Core.Changes;

namespace ZorgId.Core.Persistence;

/// <summary>A use case that writes, as it is run inside of a transaction; it may be run several times, and the last time counts.</summary>
public abstract class UseCase
{
    /// <summary>Topics whose listeners are told once this is committed.</summary>
    internal IReadOnlyCollection<Topic> Changed { get; private protected set; } = [];

    /// <summary>Does the work and saves. The caller begins and ends the transaction.</summary>
    /// <param name="db">A context that tracks nothing and has collected nothing.</param>
    internal abstract Task RunAsync(PortalDb db, CancellationToken cancellation);
}

/// <summary>A use case with a result.</summary>
internal sealed class UseCase<T>(Func<PortalDb, CancellationToken, Task<T>> work) : UseCase
{
    private T? _result;

    /// <summary>The result of the last run. Nobody may see it before the commit.</summary>
    public T Result => _result!;

    internal override async Task RunAsync(PortalDb db, CancellationToken cancellation)
    {
        Changed = [];
        _result = await work(db, cancellation);
        await db.SaveChangesAsync(cancellation);
        Changed = [.. db.ChangedTopics];
    }
}
