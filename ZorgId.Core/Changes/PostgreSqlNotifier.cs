using System.Security.Cryptography;
using ZorgId.Core.Persistence.PostgreSql;

namespace ZorgId.Core.Changes;

/// <summary>Hints among all nodes that share a PostgreSQL database: within this one at once, and to the others by the database.</summary>
public sealed class PostgreSqlNotifier(InProcessNotifier here, PostgreSqlNotifications others) : IChangeNotifier
{
    private const int NodeOctets = 8;

    // The database also notifies the sender, which has told its own listeners already.
    private readonly string _node = RandomNumberGenerator.GetHexString(2 * NodeOctets, lowercase: true);

    public void Publish(params ReadOnlySpan<Topic> topics)
    {
        here.Publish(topics);
        foreach (var topic in topics)
            others.Send($"{_node} {topic}");
    }

    public IChangeSubscription Subscribe(params ReadOnlySpan<Topic> topics) => here.Subscribe(topics);

    /// <summary>
    /// Tells the other nodes and listens to them, until it is cancelled. While it does not run, hints stay within this node.
    /// </summary>
    public Task RunAsync(CancellationToken cancellation) => others.RunAsync(Receive, here.PublishAll, cancellation);

    private void Receive(string text)
    {
        if (text.Split(' ') is [var node, var told] && node != _node && Topic.TryParse(told, out var topic))
            here.Publish(topic);
    }
}
