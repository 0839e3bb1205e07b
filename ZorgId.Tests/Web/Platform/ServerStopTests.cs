using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using ZorgId.Web.Platform.Circuits;

namespace ZorgId.Tests.Web.Platform;

[Trait("Stores", "nothing")]
public sealed class ServerStopTests
{
    private readonly ApplicationLifetime _lifetime = new(NullLogger<ApplicationLifetime>.Instance);

    [Fact]
    public void Subscribers_ServerStops_AreToldOnceBeforeWhoAskedEarlierForTheSameToken()
    {
        var told = new List<string>();
        // As SignalR does, which breaks off the connections.
        _lifetime.ApplicationStopping.Register(() => told.Add("connections"));
        var stop = new ServerStop(_lifetime);
        using var one = stop.Subscribe(() => TellAsync("page"));
        stop.Subscribe(() => TellAsync("page that was left")).Dispose();
        Assert.False(stop.HasBegun);

        _lifetime.StopApplication();
        _lifetime.StopApplication();

        Assert.True(stop.HasBegun);
        Assert.Equal(["page", "connections"], told);

        Task TellAsync(string who)
        {
            told.Add(who);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public void Subscribers_OneNeverAnswersAndOneFails_HoldNothingUp()
    {
        var told = new ConcurrentQueue<string>();
        _lifetime.ApplicationStopping.Register(() => told.Enqueue("connections"));
        var stop = new ServerStop(_lifetime);
        using var before = stop.Subscribe(() => TellAsync("before"));
        using var away = stop.Subscribe(() => new TaskCompletionSource().Task);
        using var broken = stop.Subscribe(() => throw new InvalidOperationException("gone"));
        using var after = stop.Subscribe(() => TellAsync("after"));

        _lifetime.StopApplication();

        Assert.Equal(["after", "before"], told.Take(2).Order(StringComparer.Ordinal));
        Assert.Equal("connections", told.Last());

        Task TellAsync(string who)
        {
            told.Enqueue(who);
            return Task.CompletedTask;
        }
    }
}
