using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ZorgId.Core.Audit;
using ZorgId.Tests.Support;
using ZorgId.Web.Hosting;

namespace ZorgId.Tests.Web.Hosting;

/// <summary>The log's head in the operator's own log.</summary>
public sealed class AuditHeadLogTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_HeadThatMoves_IsToldAtTheStartEachMinuteAndAtTheEnd()
    {
        await using var portal = await TestPortal.StartAsync();
        var lines = new TestLines();
        var lifetime = new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance);
        using var log = new AuditHeadLog(portal.Get<SealAudit>(), portal.Get<ViewAuditHead>(), portal.Get<AuditSecret>(), portal.Get<AuditSigningKey>(), portal.Time, lifetime, lines);

        await log.StartAsync(Cancellation);
        Assert.Equal(0, lines.Count); // What cannot serve has nothing to tell but why.
        lifetime.NotifyStarted();
        var key = await lines.NextAsync();
        Assert.Equal(
            (7515, LogLevel.Information, $"Checkpoints and proofs of the audit log are checked with the key {portal.Get<AuditSigningKey>().Verifier}"),
            (key.Id.Id, key.Level, key.Text));
        Assert.Equal(Line(portal, await lines.NextAsync()), $"Audit head {await portal.HeadAsync()}");
        await portal.SeedAdministratorAsync();
        portal.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(Line(portal, await lines.NextAsync()), $"Audit head {await portal.HeadAsync()}");
        await portal.AddAdministratorAsync(Seed.Administrator(Seed.Other));
        await log.StopAsync(Cancellation);
        Assert.Equal(Line(portal, await lines.NextAsync()), $"Audit head {await portal.HeadAsync()}");

        await portal.AddAdministratorAsync(Seed.Administrator(Seed.Other));
        await log.StopAsync(Cancellation);

        // Four lines in all, and all that they say is numbers.
        Assert.Equal(4, lines.Count);
    }

    [Fact]
    public async Task Stop_HostOutOfTime_TellsTheLastHeadYet()
    {
        await using var portal = await TestPortal.StartAsync();
        var lines = new TestLines();
        var lifetime = new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance);
        using var log = new AuditHeadLog(portal.Get<SealAudit>(), portal.Get<ViewAuditHead>(), portal.Get<AuditSecret>(), portal.Get<AuditSigningKey>(), portal.Time, lifetime, lines);
        await log.StartAsync(Cancellation);
        lifetime.NotifyStarted();
        await lines.NextAsync();
        await lines.NextAsync();
        await portal.SeedAdministratorAsync();

        // Browsers that keep their circuits make the host wait for all the time that it has.
        await log.StopAsync(new CancellationToken(canceled: true));

        Assert.Equal(Line(portal, await lines.NextAsync()), $"Audit head {await portal.HeadAsync()}");
    }

    [Fact]
    public async Task Stop_TwoCallersAtOnce_BothWaitForTheOneLine()
    {
        await using var portal = await TestPortal.StartAsync();
        var lines = new TestLines();
        var lifetime = new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance);
        using var log = new AuditHeadLog(portal.Get<SealAudit>(), portal.Get<ViewAuditHead>(), portal.Get<AuditSecret>(), portal.Get<AuditSigningKey>(), portal.Time, lifetime, lines);
        await log.StartAsync(Cancellation);
        lifetime.NotifyStarted();
        await lines.NextAsync();
        await lines.NextAsync();
        await portal.SeedAdministratorAsync();

        lines.Hold();
        var first = Task.Run(() => log.StopAsync(Cancellation), Cancellation);
        await lines.NextAsync();
        var second = log.StopAsync(Cancellation);
        Assert.False(second.IsCompleted);
        lines.Release();

        await Task.WhenAll(first, second);
        Assert.Equal(3, lines.Count);
    }

    private static string Line(TestPortal portal, (EventId Id, LogLevel Level, string Text) line)
    {
        Assert.Equal((7513, LogLevel.Information), (line.Id.Id, line.Level));
        var end = $", key {portal.Get<AuditSecret>().Fingerprint}.";
        Assert.EndsWith(end, line.Text, StringComparison.Ordinal);
        return line.Text[..^end.Length];
    }

    private sealed class TestLines : ILogger<AuditHeadLog>
    {
        private readonly System.Threading.Channels.Channel<(EventId, LogLevel, string)> _lines = System.Threading.Channels.Channel.CreateUnbounded<(EventId, LogLevel, string)>();

        private TaskCompletionSource? _held;

        public int Count { get; private set; }

        /// <summary>From now on a line is read here before its writer goes on.</summary>
        public void Hold() => _held = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Release() => _held!.SetResult();

        public Task<(EventId Id, LogLevel Level, string Text)> NextAsync() => _lines.Reader.ReadAsync(Cancellation).AsTask();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Count++;
            _lines.Writer.TryWrite((eventId, logLevel, formatter(state, exception)));
            _held?.Task.Wait(TestTimeouts.Limit, Cancellation);
        }
    }
}
