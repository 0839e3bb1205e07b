using System.Runtime.CompilerServices;
using ZorgId.Core.Changes;

namespace ZorgId.Web.Portal.QrDialog;

/// <summary>
/// Follows what is shown: reads it at once, at every hint, and on a rhythm of its own, so that a lost hint costs that long
/// and nothing else.
/// </summary>
public sealed partial class SessionWatch(IChangeNotifier changes, ILogger<SessionWatch> logger)
{
    /// <summary>The countdown's rhythm, and twice that of a login's QR.</summary>
    public static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(1);

    /// <summary>
    /// What <paramref name="read"/> finds, again and again, until the caller stops listening; null where it could not be
    /// read, which is tried again.
    /// </summary>
    public async IAsyncEnumerable<T?> FollowAsync<T>(
        SessionId sid, Func<SessionId, CancellationToken, Task<T>> read, [EnumeratorCancellation] CancellationToken cancellation)
        where T : class
    {
        await foreach (var _ in HintsAsync([sid], Rhythm, cancellation))
            yield return await TryReadAsync(sid, read, cancellation);
    }

    /// <summary>Comes by at once, at every hint on one of the topics, and every <paramref name="rhythm"/> without one.</summary>
    public async IAsyncEnumerable<bool> HintsAsync(Topic[] topics, TimeSpan rhythm, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // Subscribed before the first read: what happens in between is a hint that waits.
        using var subscription = changes.Subscribe(topics);
        while (true)
        {
            yield return true;
            await subscription.WaitAsync(rhythm, cancellation);
        }
    }

    private async Task<T?> TryReadAsync<T>(SessionId sid, Func<SessionId, CancellationToken, Task<T>> read, CancellationToken cancellation)
        where T : class
    {
        try
        {
            return await read(sid, cancellation);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            LogUnread(exception);
            return null;
        }
    }

    [LoggerMessage(2202, LogLevel.Warning, "A session that is shown could not be read; it is tried again.")]
    private partial void LogUnread(Exception exception);
}
