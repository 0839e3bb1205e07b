using System.Net;
using System.Net.Sockets;

namespace ZorgId.Core;

/// <summary>Whose address it is, as far as limits are concerned: an IPv4 address, or the /64 of an IPv6 one. Who has one of those has all of it.</summary>
public readonly record struct ClientNetwork
{
    /// <summary>Characters of <see cref="Value"/>, at most.</summary>
    public const int MaxLength = 16;

    private const int Ipv6Octets = 8;

    private ClientNetwork(string value) => Value = value;

    /// <summary>Empty where the address is not known: all of those are one.</summary>
    public string Value { get; }

    public static ClientNetwork Of(IPAddress? address) => new(address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, Ipv6Octets)),
        _ => address.ToString(),
    });

    /// <summary>Of an address as text; of none where it is no address.</summary>
    public static ClientNetwork Parse(string? address) => Of(IPAddress.TryParse(address, out var parsed) ? parsed : null);
}
