using System.ComponentModel.DataAnnotations;

namespace ZorgId.Core.Common;

/// <summary>
/// How much the portal does for one address (<see cref="ClientNetwork"/>), for one phone, and for browsers
/// without a login. These are settings, under <c>Limits</c>; their defaults suit a hospital behind one address.
/// </summary>
public sealed class RequestLimits
{
    /// <summary>Messages a minute on each node: those of known phones, and others that were granted. Default 1200.</summary>
    [Range(1, 1_000_000)]
    public int GoodPerAddress { get; set; } = 1_200;

    /// <summary>Messages a minute on each node: all others whose signature was checked. Default 120.</summary>
    [Range(1, 1_000_000)]
    public int BadPerAddress { get; set; } = 120;

    /// <summary>The same, from one IPv6 /48. Default 1200.</summary>
    [Range(1, 1_000_000)]
    public int BadPer48 { get; set; } = 1_200;

    /// <summary>Messages a minute on each node that one phone may send from an address that it is known at. Default 60.</summary>
    [Range(1, 10_000)]
    public int PerKnownPhone { get; set; } = 60;

    /// <summary>How many of these may have a wrong signature. Default 30.</summary>
    [Range(1, 10_000)]
    public int BadPerKnownPhone { get; set; } = 30;

    /// <summary>Messages a minute on each node that one phone with an account may send. Default 60.</summary>
    [Range(1, 10_000)]
    public int PerPhone { get; set; } = 60;

    /// <summary>Login QRs that may be open at one moment, in the whole portal. Default 200.</summary>
    [Range(1, 100_000)]
    public int OpenLoginsPerAddress { get; set; } = 200;

    /// <summary>Login QRs that may be opened in a minute, on each node. Default 300.</summary>
    [Range(1, 100_000)]
    public int LoginOpeningsPerAddress { get; set; } = 300;

    /// <summary>The same, for one IPv6 /48. Default 1200.</summary>
    [Range(1, 1_000_000)]
    public int LoginOpeningsPer48 { get; set; } = 1_200;

    /// <summary>
    /// Circuits without a login at one moment, on each node, including those that are kept for a browser to come back. Default 200.
    /// </summary>
    [Range(1, 100_000)]
    public int CircuitsPerAddress { get; set; } = 200;

    /// <summary>The same, from one IPv6 /48. Default 400.</summary>
    [Range(1, 100_000)]
    public int CircuitsPer48 { get; set; } = 400;

    /// <summary>The same, from everywhere, because each may take a mebibyte. Default 1000.</summary>
    [Range(1, 100_000)]
    public int Circuits { get; set; } = 1_000;
}
