using Microsoft.Extensions.Time.Testing;
using ZorgId.Core.Changes;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Changes;

public sealed class InProcessNotifierTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new(TestPortal.Start);
    private readonly InProcessNotifier _events;
    private readonly SessionId _sid = SessionId.New();

    public InProcessNotifierTests() => _events = new(_time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wait_HintBeforeIt_ReturnsAtOnce()
    {
        using var subscription = _events.Subscribe(_sid);
        _events.Publish(_sid);

        var waiting = subscription.WaitAsync(Second, Cancellation);

        Assert.True(waiting.IsCompleted);
        await waiting;
    }

    [Fact]
    public async Task Wait_HintDuringIt_Returns()
    {
        using var subscription = _events.Subscribe(_sid);
        var waiting = subscription.WaitAsync(Second, Cancellation);
        Assert.False(waiting.IsCompleted);

        _events.Publish(_sid);

        await waiting.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
    }

    [Fact]
    public async Task Wait_ManyHints_AreOne()
    {
        using var subscription = _events.Subscribe(_sid);
        for (var i = 0; i < 10; i++)
            _events.Publish(_sid);
        await subscription.WaitAsync(Second, Cancellation);

        var waiting = subscription.WaitAsync(Second, Cancellation);

        Assert.False(waiting.IsCompleted);
        _time.Advance(Second);
        await waiting;
    }

    [Fact]
    public async Task Wait_NoHint_ReturnsAfterAtMost()
    {
        using var subscription = _events.Subscribe(_sid);
        var waiting = subscription.WaitAsync(Second, Cancellation);

        _time.Advance(Second - TimeSpan.FromMilliseconds(1));
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        await waiting.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
    }

    [Fact]
    public async Task Wait_Cancelled_Throws()
    {
        using var subscription = _events.Subscribe(_sid);
        using var cancellation = new CancellationTokenSource();
        var waiting = subscription.WaitAsync(Second, cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public void Publish_OtherSession_IsNotHeard()
    {
        using var subscription = _events.Subscribe(_sid);

        _events.Publish(SessionId.New());

        Assert.False(subscription.WaitAsync(Second, Cancellation).IsCompleted);
    }

    [Fact]
    public void Publish_SeveralListeners_AllHear()
    {
        using var first = _events.Subscribe(_sid);
        using var second = _events.Subscribe(_sid);

        _events.Publish(_sid);

        Assert.True(first.WaitAsync(Second, Cancellation).IsCompleted);
        Assert.True(second.WaitAsync(Second, Cancellation).IsCompleted);
    }

    [Fact]
    public void Dispose_Listener_HearsNoMoreAndOthersDo()
    {
        var gone = _events.Subscribe(_sid);
        using var staying = _events.Subscribe(_sid);

        gone.Dispose();
        gone.Dispose();
        _events.Publish(_sid);

        Assert.False(gone.WaitAsync(Second, Cancellation).IsCompleted);
        Assert.True(staying.WaitAsync(Second, Cancellation).IsCompleted);
    }

    [Fact]
    public async Task Subscribe_WhileTheLastOneLeaves_IsNeverLost()
    {
        for (var round = 0; round < 5_000; round++)
        {
            var leaving = _events.Subscribe(_sid);
            using var barrier = new Barrier(2);
            var left = Task.Run(
                () =>
                {
                    barrier.SignalAndWait(Cancellation);
                    leaving.Dispose();
                },
                Cancellation);
            barrier.SignalAndWait(Cancellation);
            using var coming = _events.Subscribe(_sid);
            await left;

            _events.Publish(_sid);

            Assert.True(coming.WaitAsync(Second, Cancellation).IsCompleted, $"lost in round {round}");
        }
    }
}
