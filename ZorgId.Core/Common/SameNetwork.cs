using System.Net;
using System.Net.Sockets;

namespace ZorgId.Core.Common;

/// <summary>
/// Whether two are on one network, as far as their addresses tell: the same IPv4 address, which those behind one router
/// share, or the same /48 of IPv6, which an organisation has as a whole.
/// </summary>
public static class SameNetwork
{
    private const int Ipv6Octets = 6;

    /// <param name="first">An IP address; null where it is not known, which is like another unknown one only.</param>
    /// <param name="second">The same.</param>
    public static bool Holds(string? first, string? second) => NetworkOf(first) == NetworkOf(second);

    private static string NetworkOf(string? text)
    {
        if (!IPAddress.TryParse(text, out var address))
            return "";
        // All of the server's own machine: it calls itself by two addresses.
        if (IPAddress.IsLoopback(address))
            return "loopback";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, Ipv6Octets))
            : address.ToString();
    }
}
