using System.Net;
using System.Net.Sockets;

namespace ZorgId.Core.Common;

/// <summary>
/// The network that limits count for: an IPv4 address, or the /64 of an IPv6 one, because whoever has one address of a /64 has all of it.
/// </summary>
public readonly record struct ClientNetwork
{
    /// <summary>Characters of <see cref="Value"/>, at most.</summary>
    public const int MaxLength = 16;

    private const int Ipv6Octets = 8;
    private const int BitsPerDigit = 4;

    private ClientNetwork(string value) => Value = value;

    /// <summary>Empty where the address is not known; all those clients count as one.</summary>
    public string Value { get; }

    /// <summary>The site that a phone is at: an IPv4 address, or the /48 of an IPv6 one. Empty where the address is not known.</summary>
    public string Site => Ipv6Prefix(48) ?? Value;

    public static ClientNetwork Of(IPAddress? address) => new(address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, Ipv6Octets)),
        _ => address.ToString(),
    });

    /// <summary>
    /// The wider IPv6 network that it lies in. Providers give a customer a /56 or a /48, so one person can have thousands of /64s.
    /// </summary>
    /// <param name="bits">56 or 48.</param>
    /// <returns>Null where it is not of IPv6.</returns>
    public string? Ipv6Prefix(int bits) => Value is { Length: MaxLength } digits ? digits[..(bits / BitsPerDigit)] : null;

    /// <summary>The network of an address as text. A text that is no address counts as an unknown address.</summary>
    public static ClientNetwork Parse(string? address) => Of(IPAddress.TryParse(address, out var parsed) ? parsed : null);
}
