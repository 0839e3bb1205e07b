using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using ZorgId.Core.Phones;

namespace ZorgId.Core.QrSessions;

/// <summary>
/// What one QR opens, once: what is stored of it, and what can be asked of it.
/// </summary>
public sealed partial class QrSession
{
    /// <summary>Characters of 128 bits in base64url.</summary>
    internal const int SecretTextLength = 22;

    private QrSession(SessionId id, PortalEnvironment environment, SessionKind kind, DateTime openedAt, TimeSpan lifetime) =>
        (Id, Environment, Kind, OpenedAt, ExpiresAt) = (id, environment, kind, openedAt, openedAt + lifetime);

    private QrSession()
    {
    }

    public SessionId Id { get; private set; }

    public PortalEnvironment Environment { get; private set; }

    public SessionKind Kind { get; private set; }

    public SessionState State { get; private set; }

    public DateTime OpenedAt { get; private set; }

    public DateTime ExpiresAt { get; private set; }

    public DateTime? EndedAt { get; private set; }

    /// <summary>Login: the rotating code's secret, encrypted with Data Protection for this session.</summary>
    public byte[]? ProtectedSecret { get; private set; }

    /// <summary>Enrollment: SHA-256 of the code. Only the QR holds the code itself.</summary>
    public string? CodeHash { get; private set; }

    /// <summary>The HMAC of the typed code that was shown last (<see cref="TypedCodeKey.Mac"/>).</summary>
    public string? TypedCodeMac { get; private set; }

    /// <summary>Until when the typed code is good; null for as long as its session.</summary>
    public DateTime? TypedCodeExpiresAt { get; private set; }

    /// <summary>Enrollment: who is enrolled. Login: whose phone claimed it.</summary>
    public AccountId? AccountId { get; private set; }

    public string? Browser { get; private set; }

    public string? Platform { get; private set; }

    public string? Address { get; private set; }

    /// <summary>Login: the network of that browser, for the limit on open logins.</summary>
    public string? Network { get; private set; }

    /// <summary>Login: the browser that shows it.</summary>
    public Requester? Requester => Kind == SessionKind.Login ? new(Browser, Platform, Address) : null;

    /// <summary>The organisation that enrolls; for a login, the foremost one of the account that claimed it.</summary>
    public OrganisationId? Organisation { get; private set; }

    /// <summary>Who opened the enrollment; null for the operator.</summary>
    public AccountId? OpenedBy { get; private set; }

    public string? ClaimedKid { get; private set; }

    /// <summary>The nonce of the claim. It is not encrypted, because it is no secret, and the same claim gets it again (ADR 11).</summary>
    public string? Nonce { get; private set; }

    public string? VerificationCode { get; private set; }

    /// <summary>The phone that claimed it and its address, as people can recognise them.</summary>
    public ScanningPhone? ClaimedFrom { get; private set; }

    /// <summary>The second phone that was refused first and its address, as people can recognise them.</summary>
    public ScanningPhone? SecondPhoneFrom { get; private set; }

    /// <summary>When the second phone was refused.</summary>
    public DateTime? SecondPhoneAt { get; private set; }

    /// <summary>When a beheerder said which of the two phones is the user's.</summary>
    public DateTime? SecondPhoneAnsweredAt { get; private set; }

    /// <summary>Why the session was cancelled, if it was.</summary>
    public CancelReason? CancelReason { get; private set; }

    /// <summary>Enrollment: the name of the phone that accepted.</summary>
    public string? DeviceName { get; private set; }

    /// <param name="createSecret">Makes the rotating code's secret, encrypted for the session.</param>
    public static QrSession OpenLogin(
        PortalEnvironment environment, Func<SessionId, byte[]> createSecret, Requester requester, DateTime now, TimeSpan lifetime)
    {
        var id = SessionId.New();
        return new(id, environment, SessionKind.Login, now, lifetime)
        {
            ProtectedSecret = createSecret(id),
            Browser = requester.Browser,
            Platform = requester.Platform,
            Address = requester.Address,
            Network = ClientNetwork.Parse(requester.Address).Value,
        };
    }

    /// <param name="code">The QR's code: 128 random bits, base64url. It is not stored.</param>
    /// <param name="openedBy">The beheerder; null for the operator.</param>
    /// <param name="organisation">The organisation for which it is opened.</param>
    public static QrSession OpenEnrollment(
        PortalEnvironment environment,
        AccountId account,
        string code,
        AccountId? openedBy,
        DateTime now,
        TimeSpan lifetime,
        OrganisationId? organisation = null) =>
        new(SessionId.New(), environment, SessionKind.Enrollment, now, lifetime)
        {
            CodeHash = HashOf(code),
            AccountId = account,
            OpenedBy = openedBy,
            Organisation = organisation,
        };

    public bool IsEnrollmentCode(string code) =>
        CodeHash is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(CodeHash), Encoding.ASCII.GetBytes(HashOf(code)));

    /// <summary>
    /// Whether the typed code with this HMAC may be exchanged. That of a claimed session may, because the
    /// claim itself tells a phone that it is late.
    /// </summary>
    public bool HasTypedCode(string mac, DateTime now) =>
        TypedCodeMac == mac && !State.HasEnded() && !IsPast(now) && !(now >= TypedCodeExpiresAt);

    /// <summary>Whether its time is over, whether or not its row tells so yet.</summary>
    public bool IsPast(DateTime now) => State == SessionState.Expired || (!State.HasEnded() && now >= ExpiresAt);

    /// <summary>Enrollment: whether it is for this account. Null for a login, which is for nobody yet.</summary>
    public bool? IsFor(AccountId account) => Kind == SessionKind.Enrollment ? AccountId == account : null;

    /// <summary>Whether this key has claimed the session, also after its end.</summary>
    public bool IsClaimedBy([NotNullWhen(true)] PhoneKey? key) => key is not null && ClaimedKid == key.Kid;

    /// <summary>
    /// Whether a phone that shows the code now comes too late because another one had the session, while
    /// the QR would still have been good. Whoever scans then is most likely its rightful user.
    /// </summary>
    public bool WasTakenFrom(PhoneKey key, DateTime now) => ClaimedKid is not null && ClaimedKid != key.Kid && now < ExpiresAt;

    /// <summary>What is stored of a code of 128 random bits.</summary>
    internal static string HashOf(string code) => Base64UrlText.Sha256(code);
}
