using System.Net;
using System.Net.Sockets;

namespace ZorgId.Tests.Support;

internal static class Ports
{
    /// <summary>A port of this machine that nobody listens on now.</summary>
    public static int FindFree()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
