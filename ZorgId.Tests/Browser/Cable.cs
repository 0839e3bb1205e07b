using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ZorgId.Tests.Browser;

/// <summary>What lies between a browser and the portal, for a test to pull out: nothing passes, and what was open breaks off.</summary>
internal sealed class Cable : IAsyncDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<TcpClient, byte> _open = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private volatile int _to;
    private volatile bool _isOut;

    public Cable(int to)
    {
        _to = to;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void PullOut()
    {
        _isOut = true;
        foreach (var end in _open.Keys)
            end.Close();
    }

    /// <summary>From now on it leads to another server, as a balancer has it that lost the one before.</summary>
    public void LeadTo(int to) => _to = to;

    public void PlugIn() => _isOut = false;

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Dispose();
        PullOut();
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
                (_open[browser], _open[portal]) = (0, 0);
                await portal.ConnectAsync(IPAddress.Loopback, _to, _closing.Token);
                var (one, two) = (browser.GetStream(), portal.GetStream());
                await Task.WhenAny(one.CopyToAsync(two, _closing.Token), two.CopyToAsync(one, _closing.Token));
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
}
