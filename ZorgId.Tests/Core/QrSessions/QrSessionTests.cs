using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.QrSessions;

public sealed class QrSessionTests
{
    private static readonly DateTime Opened = TestPortal.Start.UtcDateTime;
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(120);
    private static readonly DateTime Later = Opened + Lifetime;
    private static readonly PhoneKey Key = MakeKey();
    private static readonly AccountId Account = new(Guid.CreateVersion7(TestPortal.Start));

    private static readonly Dictionary<string, Action<QrSession>> Arrows = new()
    {
        ["Claim"] = session => session.Claim(Key, Account, Phone("Pixel 9"), Opened, Lifetime),
        ["Accept"] = session => session.Accept(Opened),
        ["Refuse"] = session => session.Refuse(Opened),
        ["Cancel"] = session => session.Cancel(CancelReason.NewQr, Opened),
        ["Expire"] = session => session.Expire(session.ExpiresAt),
        ["Use"] = session => session.Use(Opened),
        ["ShowTypedCode"] = session => session.ShowTypedCode("mac", Opened),
    };

    // The whole drawing: what is not here is not an arrow.
    private static readonly Dictionary<(SessionState From, string Arrow), SessionState> Drawing = new()
    {
        [(SessionState.Open, "Claim")] = SessionState.Claimed,
        [(SessionState.Open, "ShowTypedCode")] = SessionState.Open,
        [(SessionState.Open, "Cancel")] = SessionState.Cancelled,
        [(SessionState.Open, "Expire")] = SessionState.Expired,
        [(SessionState.Claimed, "Accept")] = SessionState.Accepted,
        [(SessionState.Claimed, "Refuse")] = SessionState.Refused,
        [(SessionState.Claimed, "Cancel")] = SessionState.Cancelled,
        [(SessionState.Claimed, "Expire")] = SessionState.Expired,
        [(SessionState.Accepted, "Use")] = SessionState.Used,
        [(SessionState.Accepted, "Cancel")] = SessionState.Cancelled,
    };

    /// <summary>Each kind, in each state that it can be in, on each arrow.</summary>
    public static TheoryData<SessionKind, SessionState, string> AllMoves => [..
        from kind in Enum.GetValues<SessionKind>()
        from state in Enum.GetValues<SessionState>()
        where kind == SessionKind.Login || state != SessionState.Used
        from arrow in Arrows.Keys
        select new TheoryDataRow<SessionKind, SessionState, string>(kind, state, arrow)];

    [Theory]
    [MemberData(nameof(AllMoves))]
    public void Move_EveryStateAndArrow_GoesOnlyAsDrawn(SessionKind kind, SessionState from, string arrow)
    {
        var session = InState(kind, from);
        var isDrawn = Drawing.TryGetValue((from, arrow), out var to) && (kind == SessionKind.Login || from != SessionState.Accepted);

        if (isDrawn)
            Arrows[arrow](session);
        else
            Assert.Throws<InvalidOperationException>(() => Arrows[arrow](session));

        Assert.Equal(isDrawn ? to : from, session.State);
    }

    [Fact]
    public void Arrows_OfTheClass_AreAllTried()
    {
        // A method that can be called on a session, and changes it, must stand in the table above.
        var arrows = typeof(QrSession).GetMethods().Where(m => m is { IsStatic: false, IsSpecialName: false } && m.ReturnType == typeof(void));

        Assert.Equal(Arrows.Keys.Order(StringComparer.Ordinal), arrows.Select(m => m.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(SessionState.Accepted)]
    [InlineData(SessionState.Refused)]
    [InlineData(SessionState.Expired)]
    [InlineData(SessionState.Cancelled)]
    public void Move_ToAnEnd_KeepsWhenItEnded(SessionState state) => Assert.NotNull(InState(SessionKind.Login, state).EndedAt);

    [Theory]
    [InlineData(SessionState.Open)]
    [InlineData(SessionState.Claimed)]
    public void Move_NotToAnEnd_HasNotEnded(SessionState state) => Assert.Null(InState(SessionKind.Login, state).EndedAt);

    [Fact]
    public void Use_AcceptedLogin_EndedWhenItWasAccepted()
    {
        var session = InState(SessionKind.Login, SessionState.Accepted);

        session.Use(Later);

        Assert.Equal(Opened, session.EndedAt);
    }

    [Fact]
    public void Expire_BeforeItsTime_Throws()
    {
        var session = InState(SessionKind.Login, SessionState.Open);

        Assert.Throws<InvalidOperationException>(() => session.Expire(session.ExpiresAt.AddTicks(-1)));
    }

    [Theory]
    [InlineData(SessionState.Open)]
    [InlineData(SessionState.Claimed)]
    public void IsPast_Undecided_IsSoFromTheLastMomentOn(SessionState state)
    {
        var session = InState(SessionKind.Login, state);

        Assert.False(session.IsPast(session.ExpiresAt.AddTicks(-1)));
        Assert.True(session.IsPast(session.ExpiresAt));
    }

    [Theory]
    [InlineData(SessionState.Accepted, false)]
    [InlineData(SessionState.Refused, false)]
    [InlineData(SessionState.Cancelled, false)]
    [InlineData(SessionState.Used, false)]
    [InlineData(SessionState.Expired, true)]
    public void IsPast_Ended_IsSoOnlyWhereExpired(SessionState state, bool isPast) =>
        Assert.Equal(isPast, InState(SessionKind.Login, state).IsPast(Later.AddDays(1)));

    [Fact]
    public void Claim_LateInItsLife_LastsAtLeastTwoMinutesMore()
    {
        var session = InState(SessionKind.Login, SessionState.Open);
        var now = session.ExpiresAt.AddSeconds(-1);

        session.Claim(Key, Account, Phone("Pixel 9"), now, Lifetime);

        Assert.Equal(now + Lifetime, session.ExpiresAt);
    }

    [Fact]
    public void Claim_EarlyInALongLife_TakesNothingOff()
    {
        var session = QrSession.OpenEnrollment(PortalEnvironment.Productie, Account, "code", openedBy: null, Opened, TimeSpan.FromMinutes(10));

        session.Claim(Key, Account, Phone("Pixel 9"), Opened, Lifetime);

        Assert.Equal(Opened.AddMinutes(10), session.ExpiresAt);
    }

    [Fact]
    public void Claim_Any_GivesANonceAndTwoDigits()
    {
        var session = InState(SessionKind.Login, SessionState.Claimed);

        Assert.Equal(Key.Kid, session.ClaimedKid);
        Assert.Equal(22, session.Nonce!.Length);
        Assert.Matches("^[0-9]{2}$", session.VerificationCode);
        Assert.NotEqual(session.Nonce, InState(SessionKind.Login, SessionState.Claimed).Nonce);
    }

    [Fact]
    public void OpenEnrollment_Code_IsKeptAsAHashOnly()
    {
        var code = Base64UrlText.Random(16);
        var session = QrSession.OpenEnrollment(PortalEnvironment.Productie, Account, code, openedBy: null, Opened, Lifetime);

        Assert.True(session.IsEnrollmentCode(code));
        Assert.False(session.IsEnrollmentCode(Base64UrlText.Random(16)));
        Assert.NotEqual(code, session.CodeHash);
        Assert.False(InState(SessionKind.Login, SessionState.Open).IsEnrollmentCode(code));
    }

    [Fact]
    public void NoteSecondPhone_Twice_IsNewsOnce()
    {
        var session = InState(SessionKind.Login, SessionState.Claimed);

        Assert.True(session.NoteSecondPhone(Phone("Fairphone"), Opened));
        Assert.False(session.NoteSecondPhone(Phone("Nokia"), Opened));
        Assert.Equal((Phone("Pixel 9"), Phone("Fairphone")), (session.ClaimedFrom, session.SecondPhoneFrom));
        Assert.Equal(SessionState.Claimed, session.State);
    }

    private static ScanningPhone Phone(string device) => new(device, "Chrome", "Android", TestPortal.PhoneClient);

    private static QrSession InState(SessionKind kind, SessionState state)
    {
        var session = kind == SessionKind.Login
            ? QrSession.OpenLogin(PortalEnvironment.Productie, _ => [1], TestPortal.Browser, Opened, Lifetime)
            : QrSession.OpenEnrollment(PortalEnvironment.Productie, Account, "code", openedBy: null, Opened, Lifetime);
        string[] path = state switch
        {
            SessionState.Open => [],
            SessionState.Claimed => ["Claim"],
            SessionState.Accepted => ["Claim", "Accept"],
            SessionState.Refused => ["Claim", "Refuse"],
            SessionState.Expired => ["Expire"],
            SessionState.Cancelled => ["Cancel"],
            SessionState.Used => ["Claim", "Accept", "Use"],
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };
        foreach (var arrow in path)
            Arrows[arrow](session);
        Assert.Equal(state, session.State);
        return session;
    }

    private static PhoneKey MakeKey()
    {
        var jwk = new TestPhone().Jwk;
        return PhoneKey.FromJwk(new("EC", "P-256", jwk["x"]!.GetValue<string>(), jwk["y"]!.GetValue<string>()))!;
    }
}
