namespace ZorgId.Core.Phones;

/// <summary>An <c>identity</c> message that was answered. It is kept so that an answer that was lost can be given again.</summary>
public sealed class AnsweredMessage
{
    /// <summary>How long an answer is remembered (PROTOCOL, identity).</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromMinutes(2);

    /// <param name="lastUsedAt">The time that the answer told, from before this message.</param>
    /// <param name="wrongPins">The wrong PINs that the answer told.</param>
    public AnsweredMessage(
        PhoneId phoneId,
        string nonceHash,
        string payloadHash,
        Refusal? refusal,
        DateTime? lastUsedAt,
        WrongPinsBefore wrongPins,
        DateTime at)
    {
        (WrongPins, LastWrongPinAt) = (wrongPins.Count, wrongPins.LastAt);
        (PhoneId, NonceHash, PayloadHash, LastUsedAt, At) = (phoneId, nonceHash, payloadHash, lastUsedAt, at);
        (RefusalReason, AttemptsLeft) = (refusal?.Reason, refusal?.AttemptsLeft);
    }

    private AnsweredMessage() => (NonceHash, PayloadHash) = (null!, null!);

    public PhoneId PhoneId { get; private set; }

    public string NonceHash { get; private set; }

    public string PayloadHash { get; private set; }

    /// <summary>Null where the message was obeyed.</summary>
    public RefusalReason? RefusalReason { get; private set; }

    public int? AttemptsLeft { get; private set; }

    public DateTime? LastUsedAt { get; private set; }

    public int WrongPins { get; private set; }

    public DateTime? LastWrongPinAt { get; private set; }

    public DateTime At { get; private set; }

    public Refusal? Refusal => RefusalReason is { } reason ? new(reason, AttemptsLeft) : null;
}
