using System.ComponentModel.DataAnnotations;

namespace ZorgId.Core.QrSessions;

/// <summary>How many wrong typed codes each node looks at in a minute. These are settings, under <c>TypedCodes</c>.</summary>
public sealed class TypedCodeLimits
{
    /// <summary>Wrong codes of one phone with an account. Default 5.</summary>
    [Range(1, 1_000)]
    public int WrongPerPhone { get; set; } = 5;

    /// <summary>Wrong codes of keys without an account, from one IPv4 address or IPv6 /64. Default 20.</summary>
    [Range(1, 10_000)]
    public int WrongPerAddress { get; set; } = 20;

    /// <summary>Wrong codes of keys without an account, from one IPv6 /56. Default 40.</summary>
    [Range(1, 10_000)]
    public int WrongPer56 { get; set; } = 40;

    /// <summary>Wrong codes of keys without an account, from one IPv6 /48. Default 80.</summary>
    [Range(1, 10_000)]
    public int WrongPer48 { get; set; } = 80;
}
