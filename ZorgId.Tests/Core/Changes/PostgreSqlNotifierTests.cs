using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using ZorgId.Core;
using ZorgId.Core.Changes;
using ZorgId.Core.Persistence;
using ZorgId.Core.Persistence.PostgreSql;
using ZorgId.Tests.Support;
using ZorgId.Web.Health;

namespace ZorgId.Tests.Core.Changes;

/// <summary>Hints between nodes that share a database server.</summary>
[Trait("Database", "PostgreSQL")]
public sealed class PostgreSqlNotifierTests
{
    // Longer than on any machine that works: it is over only where a hint does not come.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly SessionId _sid = SessionId.New();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publish_OnOneNode_IsHeardOnBothAndOnceOnItsOwn()
    {
        using var database = await PostgreSqlTestDatabase.CreateAsync();
        await using var one = await Node.StartAsync(database.Source);
        await using var two = await Node.StartAsync(database.Source);
        await using var ear = await Ear.ListenAsync(database.Source);
        using var here = one.Events.Subscribe(_sid);
        using var there = two.Events.Subscribe(_sid);
        var behind = SessionId.New();
        using var later = one.Events.Subscribe(behind);

        one.Events.Publish(_sid);

        await MustHintAsync(here);
        await MustHintAsync(there);
        var told = await ear.HearAsync();
        // An id, and the node that knows of it already; never more.
        Assert.Matches($"^[0-9a-f]{{16}} Session:{_sid.Value}$", told);
        // What the other says later comes behind the first node's own echo, which it has let pass.
        two.Events.Publish(behind);
        await MustHintAsync(later);
        var again = here.WaitAsync(Limit, Cancellation);
        Assert.False(again.IsCompleted);
        one.Events.Publish(_sid);
        await again;
    }

    [Fact]
    public async Task Publish_OfAnOrganisation_IsHeardOnTheOther()
    {
        using var database = await PostgreSqlTestDatabase.CreateAsync();
        await using var one = await Node.StartAsync(database.Source);
        await using var two = await Node.StartAsync(database.Source);
        var organisation = OrganisationId.New(TimeProvider.System);
        using var there = two.Events.Subscribe(organisation);

        one.Events.Publish(organisation);

        await MustHintAsync(there);
    }

    [Fact]
    public async Task Listen_ConnectionTerminated_IsOpenedAgainAndEverybodyIsHinted()
    {
        using var database = await PostgreSqlTestDatabase.CreateAsync();
        await using var one = await Node.StartAsync(database.Source);
        await using var two = await Node.StartAsync(database.Source);
        using var there = two.Events.Subscribe(_sid);

        Assert.Equal(2, await database.ScalarAsync<long>(
            "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'zorgid (listening)'"));

        // Something may have been missed.
        await MustHintAsync(there);
        Assert.True(two.Notifications.IsListening);
        one.Events.Publish(_sid);
        await MustHintAsync(there);
    }

    [Fact]
    public async Task Listen_ServerAway_IsToldAndHealsByItself()
    {
        using var server = PostgreSqlServer.Launch();
        await using var node = await Node.StartAsync(new(DatabaseProvider.PostgreSQL, server.ConnectionString("postgres")));
        Assert.Equal("Healthy", await HealthAsync(node));
        using var subscription = node.Events.Subscribe(_sid);

        server.Stop("immediate");
        while (node.Notifications.IsListening)
            await Task.Yield();
        Assert.Equal("Unhealthy", await HealthAsync(node));
        // What cannot be sent is let go: here it is heard all the same.
        node.Events.Publish(_sid);
        await MustHintAsync(subscription);
        server.Start();

        await MustHintAsync(subscription);
        Assert.Equal("Healthy", await HealthAsync(node));
        await using var other = await Node.StartAsync(new(DatabaseProvider.PostgreSQL, server.ConnectionString("postgres")));
        other.Events.Publish(_sid);
        await MustHintAsync(subscription);
    }

    private static async Task<string> HealthAsync(Node node) => (await new ListeningHealth(node.Notifications).CheckHealthAsync(new(), Cancellation)).Status.ToString();

    // Waiting returns when the time is over too; the outer limit tells one from the other.
    private static Task MustHintAsync(IChangeSubscription subscription) => subscription.WaitAsync(Limit * 10, Cancellation).WaitAsync(Limit, Cancellation);

    /// <summary>A node as far as hints go. It listens.</summary>
    private sealed class Node : IAsyncDisposable
    {
        private readonly CancellationTokenSource _end = new();
        private readonly ServiceProvider _services;
        private readonly Task _running;

        private Node(DatabaseSource source)
        {
            _services = new ServiceCollection().AddLogging().AddZorgIdCore(source).BuildServiceProvider();
            _running = Events.RunAsync(_end.Token);
        }

        public PostgreSqlNotifier Events => _services.GetRequiredService<PostgreSqlNotifier>();

        public PostgreSqlNotifications Notifications => _services.GetRequiredService<PostgreSqlNotifications>();

        public static async Task<Node> StartAsync(DatabaseSource source)
        {
            var node = new Node(source);
            while (!node.Notifications.IsListening)
            {
                Assert.False(node._running.IsCompleted);
                await Task.Yield();
            }

            return node;
        }

        public async ValueTask DisposeAsync()
        {
            await _end.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _running);
            await _services.DisposeAsync();
            _end.Dispose();
        }
    }

    /// <summary>Hears whatever is said between the nodes.</summary>
    private sealed class Ear(NpgsqlConnection connection) : IAsyncDisposable
    {
        private readonly ConcurrentQueue<string> _heard = new();

        public static async Task<Ear> ListenAsync(DatabaseSource source)
        {
            var connection = new NpgsqlConnection(source.ConnectionString + ";Pooling=False");
            await connection.OpenAsync(Cancellation);
            var ear = new Ear(connection);
            connection.Notification += (_, told) => ear._heard.Enqueue(told.Payload);
            await using var listen = new NpgsqlCommand("LISTEN zorgid_hints", connection);
            await listen.ExecuteNonQueryAsync(Cancellation);
            return ear;
        }

        public async Task<string> HearAsync()
        {
            while (true)
            {
                if (_heard.TryDequeue(out var told))
                    return told;
                await connection.WaitAsync(Cancellation);
            }
        }

        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
