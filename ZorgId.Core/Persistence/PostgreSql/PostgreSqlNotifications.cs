using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ZorgId.Core.Persistence.PostgreSql;

/// <summary>
/// Sends short texts from one node to all, by LISTEN and NOTIFY. A text may be lost. The connection
/// that listens is watched, and opened again where it is lost.
/// </summary>
public sealed partial class PostgreSqlNotifications(
    DatabaseSource database, NpgsqlDataSource connections, TimeProvider time, ILogger<PostgreSqlNotifications> logger)
{
    private const string ChannelName = "zorgid_hints";
    private const string Listen = $"LISTEN {ChannelName}";

    /// <summary>
    /// How many texts may wait to be sent. While the database is unavailable, the oldest are dropped, because they are of the least use.
    /// </summary>
    private const int MostWaiting = 1000;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly Channel<string> _outgoing = Channel.CreateBounded<string>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private volatile bool _isListening;

    /// <summary>Whether the other nodes' texts are heard now.</summary>
    public bool IsListening => _isListening;

    /// <summary>Sends the text to every node, this one included, soon.</summary>
    /// <param name="text">At most 7999 octets.</param>
    public void Send(string text) => _outgoing.Writer.TryWrite(text);

    /// <summary>Sends and listens until it is cancelled.</summary>
    /// <param name="received">Is called with each text.</param>
    /// <param name="resumed">Is called as soon as the connection listens, because what was sent before that was missed.</param>
    public Task RunAsync(Action<string> received, Action resumed, CancellationToken cancellation) =>
        Task.WhenAll(ListenAsync(received, resumed, cancellation), SendAsync(cancellation));

    private async Task ListenAsync(Action<string> received, Action resumed, CancellationToken cancellation)
    {
        for (var pause = FirstPause; ; pause = pause < LongestPause / 2 ? pause * 2 : LongestPause)
        {
            try
            {
                await using var connection = PostgreSqlConnections.CreateListening(database.ConnectionString);
                await connection.OpenAsync(cancellation);
                connection.Notification += (_, heard) => received(heard.Payload);
                await using (var listen = new NpgsqlCommand(Listen, connection))
                    await listen.ExecuteNonQueryAsync(cancellation);
                _isListening = true;
                pause = FirstPause;
                LogListening();
                resumed();
                while (true)
                    await connection.WaitAsync(cancellation);
            }
            catch (Exception exception) when (!cancellation.IsCancellationRequested)
            {
                // Every error leads to a retry, because a node that never listens again would be worse.
                LogDeaf(exception, pause);
            }
            finally
            {
                _isListening = false;
            }

            await Task.Delay(pause, time, cancellation);
        }
    }

    private async Task SendAsync(CancellationToken cancellation)
    {
        while (await _outgoing.Reader.WaitToReadAsync(cancellation))
        {
            List<string> texts = [];
            while (_outgoing.Reader.TryRead(out var text))
                texts.Add(text);
            try
            {
                await using var command = connections.CreateCommand("SELECT pg_notify($1, text) FROM unnest($2) AS text");
                command.Parameters.Add(new() { Value = ChannelName });
                command.Parameters.Add(new() { Value = texts.ToArray() });
                await command.ExecuteNonQueryAsync(cancellation);
            }
            catch (Exception exception) when (!cancellation.IsCancellationRequested)
            {
                // The texts are not sent again, because whoever waits for them looks by itself before long.
                LogUnsent(exception, texts.Count);
            }
        }
    }

    [LoggerMessage(101, LogLevel.Information, "This node hears of what happens on the others.")]
    private partial void LogListening();

    [LoggerMessage(
        102,
        LogLevel.Warning,
        "This node does not hear of what happens on the others; it tries again in {Pause}. Until then pages look by themselves.")]
    private partial void LogDeaf(Exception exception, TimeSpan pause);

    [LoggerMessage(103, LogLevel.Warning, "The other nodes were not told of {Count} changes; their pages find them by themselves.")]
    private partial void LogUnsent(Exception exception, int count);
}
