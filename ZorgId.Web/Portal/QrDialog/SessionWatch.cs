using System.Runtime.CompilerServices;
using ZorgId.Core.Changes;

namespace ZorgId.Web.Portal.QrDialog;

/// <summary>
/// Keeps what a page shows up to date: reads it at once, at every hint, and at regular intervals, so that a lost hint costs no more
/// than one interval.
/// </summary>
public sealed partial class SessionWatch(IChangeNotifier changes, ILogger<SessionWatch> logger)
{
    /// <summary>A countdown changes every second, and the QR of a login every two seconds.</summary>
    public static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Returns the results of <paramref name="read"/> again and again, until the caller stops. A result is null where reading failed;
    /// it is tried again then.
    /// </summary>
    public async IAsyncEnumerable<T?> FollowAsync<T>(
        SessionId sid, Func<SessionId, CancellationToken, Task<T>> read, [EnumeratorCancellation] CancellationToken cancellation)
        where T : class
    {
        await foreach (var _ in HintsAsync([sid], Rhythm, cancellation))
            yield return await TryReadAsync(sid, read, cancellation);
    }

    /// <summary>Returns at once, at every hint on one of the topics, and after each <paramref name="rhythm"/> without a hint.</summary>
    public async IAsyncEnumerable<bool> HintsAsync(Topic[] topics, TimeSpan rhythm, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // The subscription begins before the first read, so that no change in between is missed.
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
