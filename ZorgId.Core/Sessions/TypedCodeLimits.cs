using System.ComponentModel.DataAnnotations;

namespace ZorgId.Core.Sessions;

/// <summary>How many wrong typed codes are looked at in a minute, by each node. Settings, under <c>TypedCodes</c>.</summary>
public sealed class TypedCodeLimits
{
    /// <summary>Of a phone with an account. Default 5.</summary>
    [Range(1, 1_000)]
    public int WrongPerPhone { get; set; } = 5;

    /// <summary>Of keys without an account, from one IPv4 address or IPv6 /64. Default 20.</summary>
    [Range(1, 10_000)]
    public int WrongPerAddress { get; set; } = 20;

    /// <summary>Of all keys without an account. Default 600.</summary>
    [Range(1, 100_000)]
    public int WrongInAll { get; set; } = 600;
}
