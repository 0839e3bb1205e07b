namespace ZorgId.Core.Users;

/// <summary>What became of the QR for a phone that was shown last for an account, as a row of the overview tells it.</summary>
public enum LatestQrState
{
    /// <summary>It may be scanned until its time is over.</summary>
    Open,

    /// <summary>A phone has scanned it; its owner decides.</summary>
    Scanned,

    /// <summary>Its time is over without a phone.</summary>
    Expired,

    /// <summary>The phone that scanned it refused.</summary>
    Refused,
}

/// <param name="ShownAt">UTC.</param>
/// <param name="Until">UTC. While it is open: until when it may be scanned.</param>
public sealed record LatestQr(AccountId AccountId, LatestQrState State, DateTime ShownAt, DateTime Until);
