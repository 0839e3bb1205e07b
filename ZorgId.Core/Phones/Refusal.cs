namespace ZorgId.Core.Phones;

/// <summary>Every reason for which a phone's message is refused (PROTOCOL, Errors). The web gives each its status and words.</summary>
public enum RefusalReason
{
    MalformedMessage,
    UnknownPhone,
    PinIncorrect,
    PinBlocked,
    PhoneBlocked,
    PhoneRevoked,
    RoleNotAllowed,
    OtherAccount,

    /// <summary>A login's typed code, from another network than that of its browser.</summary>
    OtherNetwork,
    SessionUnknown,
    SessionClaimed,
    SessionClosed,
    AccountExists,
    NonceUnusable,
    SessionExpired,
    CodeExpired,
    WrongEnvironment,
    TooManyRequests,
}

/// <param name="Reason">What to tell the phone.</param>
/// <param name="AttemptsLeft">
/// With <see cref="RefusalReason.PinIncorrect"/>: 1 or 2; 3 where a wrong PIN comes again after a right one.
/// </param>
/// <param name="State">With <see cref="RefusalReason.SessionClosed"/>: <c>accepted</c>, <c>refused</c> or <c>cancelled</c>.</param>
/// <param name="RetryAfter">With <see cref="RefusalReason.TooManyRequests"/>: when to come back.</param>
/// <param name="SameAccount">
/// With <see cref="RefusalReason.AccountExists"/>, and with <see cref="RefusalReason.PinBlocked"/> where the code was right:
/// whether the enrollment is for the account that the key has.
/// </param>
public sealed record Refusal(
    RefusalReason Reason, int? AttemptsLeft = null, string? State = null, TimeSpan? RetryAfter = null, bool? SameAccount = null);

/// <summary>What a phone gets: an answer, or a refusal.</summary>
public readonly record struct Outcome<T>
    where T : class
{
    private Outcome(T? answer, Refusal? refusal) => (Answer, Refusal) = (answer, refusal);

    public T? Answer { get; }

    public Refusal? Refusal { get; }

    public static implicit operator Outcome<T>(T answer) => new(answer, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(null, refusal);

    public static implicit operator Outcome<T>(RefusalReason reason) => new(null, new Refusal(reason));
}
