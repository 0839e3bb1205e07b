using System.ComponentModel.DataAnnotations;

namespace ZorgId.Core;

/// <summary>
/// How much is taken from one address (<see cref="ClientNetwork"/>) and from one phone. Settings, under <c>Limits</c>; sized
/// for a hospital behind one address.
/// </summary>
public sealed class RequestLimits
{
    /// <summary>Messages a minute, by each node, of known phones, and others that were granted. Default 1200.</summary>
    [Range(1, 1_000_000)]
    public int GoodPerAddress { get; set; } = 1_200;

    /// <summary>Messages a minute, by each node, of anyone else. Default 120.</summary>
    [Range(1, 1_000_000)]
    public int BadPerAddress { get; set; } = 120;

    /// <summary>Messages a minute, by each node, of one phone with an account. Default 60.</summary>
    [Range(1, 10_000)]
    public int PerPhone { get; set; } = 60;

    /// <summary>Login QRs that stand open at one moment, in the whole portal. Default 200.</summary>
    [Range(1, 100_000)]
    public int OpenLoginsPerAddress { get; set; } = 200;
}
