namespace ZorgId.Core.QrSessions;

/// <summary>
/// The code of a QR text that was made for one key alone, after a typed code. It is kept as long as its
/// session, so that a code that is too old can be told from one that never was.
/// </summary>
public sealed class PersonalCode
{
    /// <param name="number">How many were made before it, for this session and this key.</param>
    public PersonalCode(SessionId sessionId, string kid, int number, string code, DateTime expiresAt) =>
        (SessionId, Kid, Number, Hash, ExpiresAt) = (sessionId, kid, number, QrSession.HashOf(code), expiresAt);

    private PersonalCode() => (Kid, Hash) = (null!, null!);

    public SessionId SessionId { get; private set; }

    public string Kid { get; private set; }

    public int Number { get; private set; }

    public string Hash { get; private set; }

    public DateTime ExpiresAt { get; private set; }
}
