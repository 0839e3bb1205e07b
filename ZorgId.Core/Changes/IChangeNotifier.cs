namespace ZorgId.Core.Changes;

/// <summary>
/// Hints that a session's row, or an organisation's users, have changed. A hint may be lost and may come twice; only
/// the row tells what is true. A listener subscribes first and reads then, so that it misses no change in between.
/// </summary>
public interface IChangeNotifier
{
    /// <summary>Tells all listeners. Transactions do so after their commit (<c>db.Changed</c>).</summary>
    void Publish(params ReadOnlySpan<Topic> topics);

    /// <summary>Listens to all of the topics at once.</summary>
    IChangeSubscription Subscribe(params ReadOnlySpan<Topic> topics);
}

/// <summary>Ends when disposed of.</summary>
public interface IChangeSubscription : IDisposable
{
    /// <summary>
    /// Returns at the next hint (at once if one came since the last wait), or after <paramref name="atMost"/>, whichever
    /// is first. One waiter at a time.
    /// </summary>
    Task WaitAsync(TimeSpan atMost, CancellationToken cancellation);
}
