using System.ComponentModel.DataAnnotations;

namespace ZorgId.Core.QrSessions;

/// <summary>How long a session lasts (PROTOCOL, Lifetimes). All but one are settings, under <c>Lifetimes</c>.</summary>
public sealed class SessionLifetimes
{
    /// <summary>
    /// How long the row of an accepted enrollment is kept at most while nobody has said which of two phones is the user's.
    /// </summary>
    public static readonly TimeSpan UnansweredSecondPhone = TimeSpan.FromDays(30);

    /// <summary>How long a login lasts from its opening. Default 2 min.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "01:00:00")]
    public TimeSpan Login { get; set; } = TimeSpan.FromSeconds(120);

    /// <summary>How long an enrollment lasts from its opening. Default 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan Enrollment { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a session lasts at least from its claim. Default 2 min.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "01:00:00")]
    public TimeSpan Claimed { get; set; } = TimeSpan.FromSeconds(120);

    /// <summary>How long a browser may use an accepted login. Default 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "01:00:00")]
    public TimeSpan AcceptedLogin { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a login's typed code is good once shown; an enrollment's lasts as long as its session. Default 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "01:00:00")]
    public TimeSpan TypedCode { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long the QR text is good that a phone gets for a typed code. Default 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "01:00:00")]
    public TimeSpan TypedQr { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long the row of an ended session is kept. The default is also the minimum: a day.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "365.00:00:00")]
    public TimeSpan EndedRow { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// The same, for a login that nobody claimed. It is short, because anyone can open as many as they like. Default 5 min.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan UnclaimedLoginRow { get; set; } = TimeSpan.FromMinutes(5);
}
