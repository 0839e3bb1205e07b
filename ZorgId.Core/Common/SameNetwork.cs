using System.Net;
using System.Net.Sockets;

namespace ZorgId.Core.Common;

/// <summary>
/// Tells by their addresses whether two clients are on one network. They are where they have the same IPv4
/// address, which all behind one router share, or the same IPv6 /48, which an organisation has as a whole.
/// </summary>
public static class SameNetwork
{
    private const int Ipv6Octets = 6;

    /// <param name="first">An IP address; null where it is not known. Two unknown addresses count as one network.</param>
    /// <param name="second">The same.</param>
    public static bool Holds(string? first, string? second) => NetworkOf(first) == NetworkOf(second);

    private static string NetworkOf(string? text)
    {
        if (!IPAddress.TryParse(text, out var address))
            return "";
        // The server's own machine calls itself by two loopback addresses, which count as one network.
        if (IPAddress.IsLoopback(address))
            return "loopback";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, Ipv6Octets))
            : address.ToString();
    }
}
