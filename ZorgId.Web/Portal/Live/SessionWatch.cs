using System.Runtime.CompilerServices;
using ZorgId.Core.Sessions;

namespace ZorgId.Web.Portal.Live;

/// <summary>
/// Follows a session for whoever shows it: reads its row at once, at every hint, and on a rhythm of its own, so that a lost
/// hint costs a second and nothing else.
/// </summary>
public sealed class SessionWatch(ISessionEvents events)
{
    /// <summary>The countdown's rhythm, and twice that of a login's QR.</summary>
    public static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(1);

    /// <summary>What <paramref name="read"/> finds, again and again, until the caller stops listening.</summary>
    public async IAsyncEnumerable<T> FollowAsync<T>(
        SessionId sid, Func<SessionId, CancellationToken, Task<T>> read, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // Subscribed before the first read: what happens in between is a hint that waits.
        using var subscription = events.Subscribe(sid);
        while (true)
        {
            yield return await read(sid, cancellation);
            await subscription.WaitAsync(Rhythm, cancellation);
        }
    }
}
