namespace ZorgId.Core.Persistence;

/// <summary>How long use cases wait for their turn to write, and how often one is run.</summary>
internal static class TurnLimits
{
    /// <summary>How often a use case is run that loses the race each time.</summary>
    public const int Attempts = 5;

    /// <summary>As long as a phone waits for its answer.</summary>
    /// <remarks>Without a limit the last of many writers would wait for all those before it, even where each of them fails.</remarks>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public static TimeoutException TooLong() => new("Those who write before this one take too long.");
}
