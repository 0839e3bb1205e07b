using System.Net;
using System.Net.Sockets;

namespace ZorgId.Core.Common;

/// <summary>
/// Whose address it is, as far as limits are concerned: an IPv4 address, or the /64 of an IPv6 one. Who has one of those has all of
/// it.
/// </summary>
public readonly record struct ClientNetwork
{
    /// <summary>Characters of <see cref="Value"/>, at most.</summary>
    public const int MaxLength = 16;

    private const int Ipv6Octets = 8;
    private const int BitsPerDigit = 4;

    private ClientNetwork(string value) => Value = value;

    /// <summary>Empty where the address is not known: all of those are one.</summary>
    public string Value { get; }

    /// <summary>An IPv4 address, or the /48 of an IPv6 one: the house that a phone is in. Empty where the address is not known.</summary>
    public string Site => Ipv6Prefix(48) ?? Value;

    public static ClientNetwork Of(IPAddress? address) => new(address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, Ipv6Octets)),
        _ => address.ToString(),
    });

    /// <summary>
    /// The wider IPv6 network that it lies in. Providers give a customer a /56 or a /48, so thousands of /64s can be one person's.
    /// </summary>
    /// <param name="bits">56 or 48.</param>
    /// <returns>Null where it is not of IPv6.</returns>
    public string? Ipv6Prefix(int bits) => Value is { Length: MaxLength } digits ? digits[..(bits / BitsPerDigit)] : null;

    /// <summary>Of an address as text; of none where it is no address.</summary>
    public static ClientNetwork Parse(string? address) => Of(IPAddress.TryParse(address, out var parsed) ? parsed : null);
}
