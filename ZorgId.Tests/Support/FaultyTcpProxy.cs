using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ZorgId.Tests.Support;

/// <summary>
/// What lies between a browser and the portal, or the portal and its database, for a test to disconnect (nothing passes, and
/// what was open breaks off), to make slow, or to let a connection fall silent.
/// </summary>
internal sealed class FaultyTcpProxy : IAsyncDisposable
{
    private const int Packet = 16 * 1024;

    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<TcpClient, int?> _open = new();
    private readonly ConcurrentDictionary<int, byte> _silent = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _to;
    private volatile bool _isOut;

    public FaultyTcpProxy(int to)
    {
        _to = to;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>From which the open connections go to the far end.</summary>
    public IReadOnlyCollection<int> FarPorts => [.. _open.Values.OfType<int>()];

    public void Disconnect()
    {
        _isOut = true;
        foreach (var end in _open.Keys)
            end.Close();
    }

    public void Reconnect() => _isOut = false;

    /// <summary>What each packet waits before it passes, either way.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Nothing passes on a connection any more, and neither end is told.</summary>
    /// <param name="port">From which it goes to the far end.</param>
    public void Silence(int port) => _silent[port] = 0;

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Dispose();
        Disconnect();
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = JoinAsync(await _listener.AcceptTcpClientAsync(_closing.Token));
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task JoinAsync(TcpClient browser)
    {
        using var portal = new TcpClient();
        using (browser)
        {
            try
            {
                if (_isOut)
                    return;
                (_open[browser], _open[portal]) = (null, null);
                await portal.ConnectAsync(IPAddress.Loopback, _to, _closing.Token);
                var (one, two) = (browser.GetStream(), portal.GetStream());
                var port = ((IPEndPoint)portal.Client.LocalEndPoint!).Port;
                _open[portal] = port;
                await Task.WhenAny(PassAsync(one, two, port), PassAsync(two, one, port));
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
            {
                // Pulled out.
            }
            finally
            {
                _open.TryRemove(browser, out _);
                _open.TryRemove(portal, out _);
            }
        }
    }

    private async Task PassAsync(NetworkStream from, NetworkStream to, int port)
    {
        var packet = new byte[Packet];
        while (await from.ReadAsync(packet, _closing.Token) is > 0 and var length)
        {
            if (Delay > TimeSpan.Zero)
                await Task.Delay(Delay, _closing.Token);
            if (!_silent.ContainsKey(port))
                await to.WriteAsync(packet.AsMemory(0, length), _closing.Token);
        }
    }
}
