using System.Collections.Concurrent;
using System.Globalization;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Cluster;

/// <summary>
/// Phones that log in and are enrolled one after the other, by nginx, while something is done to the cluster. As the protocol has
/// it, what was not answered is sent again, to the octet the same.
/// </summary>
internal sealed class PhoneLoad : IAsyncDisposable
{
    private const int Workers = 3;

    // Or what is started beside them has no processor to start with.
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly TwoNodes _cluster;
    private readonly ConcurrentBag<PhoneScript> _scripts = [];
    private readonly ConcurrentQueue<string> _failures = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _running = [];
    private int _answers;

    private PhoneLoad(TwoNodes cluster) => _cluster = cluster;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>It runs, and has had some answers.</summary>
    public static async Task<PhoneLoad> StartAsync(TwoNodes cluster)
    {
        var load = new PhoneLoad(cluster);
        for (var worker = 0; worker < Workers; worker++)
            load._running.Add(load.WorkAsync());
        await load.GoOnAsync();
        return load;
    }

    /// <summary>Waits until as many answers have come again as there are messages in two logins of every phone.</summary>
    public async Task GoOnAsync()
    {
        var wanted = _answers + (Workers * 4);
        await Until.IsAsync(
            async () =>
            {
                // A worker that has failed says why.
                if (_running.Find(r => r.IsCompleted) is { } ended)
                    await ended;
                return _answers >= wanted;
            },
            () => $"The phones get no answers any more; the last failures: {string.Join("; ", _failures.TakeLast(5))}");
    }

    /// <summary>Lets every phone come to the end of its script. What was answered is what is stored, and the log is whole.</summary>
    public async Task EndAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_running);
        Assert.Contains(_scripts, e => e is { IsLogin: true, CameTooLate: false });
        await _cluster.Scene.VerifyAsync([.. _scripts]);
        var failures = _failures.GroupBy(f => f, StringComparer.Ordinal).Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Key} x{g.Count()}"));
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{_scripts.Count} scripts, {_answers} answers, {_scripts.Count(e => e.CameTooLate)} too late; without answer: {string.Join(", ", failures)}");
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_running).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        _stopping.Dispose();
    }

    private async Task WorkAsync()
    {
        var phone = new TestPhone();
        await FinishAsync(new PhoneScript(phone, await OpenAsync(_cluster.Scene.OpenEnrollmentAsync), PhoneStep.Claim, PhoneStep.Accept));
        for (var i = 0; !_stopping.IsCancellationRequested; i++)
        {
            await Task.Delay(Between, Cancellation);
            var address = string.Create(CultureInfo.InvariantCulture, $"192.0.2.{i % 250}");
            await FinishAsync((i % 4) switch
            {
                0 => new PhoneScript(new TestPhone(), await OpenAsync(_cluster.Scene.OpenEnrollmentAsync), PhoneStep.Claim, PhoneStep.Accept),
                1 => new PhoneScript(phone, await OpenLoginAsync(), PhoneStep.Claim, PhoneStep.WrongPin, PhoneStep.Accept),
                2 => new PhoneScript(phone, await OpenLoginAsync(), PhoneStep.Claim, PhoneStep.Refuse),
                _ => new PhoneScript(phone, await OpenLoginAsync(), PhoneStep.Claim, PhoneStep.Accept),
            });

            Task<TestQr> OpenLoginAsync() => OpenAsync(() => _cluster.Scene.OpenLoginAsync(address));
        }
    }

    // By the core beside the nodes, which is told of a database that is away as they are.
    private async Task<TestQr> OpenAsync(Func<Task<TestQr>> open)
    {
        while (true)
        {
            try
            {
                return await open();
            }
            catch (Exception exception) when (exception is not OperationCanceledException && !Cancellation.IsCancellationRequested)
            {
                _failures.Enqueue($"opening: {exception.GetType().Name}");
                await Task.Delay(Pause, Cancellation);
            }
        }
    }

    private async Task FinishAsync(PhoneScript script)
    {
        _scripts.Add(script);
        while (true)
        {
            try
            {
                await script.RunAsync(_cluster.SendAsync, () => Interlocked.Increment(ref _answers));
                return;
            }
            catch (HttpRequestException exception)
            {
                _failures.Enqueue(exception.StatusCode is { } status ? ((int)status).ToString(CultureInfo.InvariantCulture) : "no answer");
                await Task.Delay(Pause, Cancellation);
            }
        }
    }
}
