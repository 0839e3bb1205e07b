using System.Globalization;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.QrSessions;

/// <summary>How many wrong typed codes are looked at.</summary>
public sealed class TypedCodeTriesTests
{
    private const string Wrong = "00000-00000";

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task Exchange_SixthWrongOneOfAPhoneInAMinute_IsTooManyThoughRight()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var typed = await portal.MustShowTypedCodeAsync(await portal.AddAdministratorAsync());
        for (var i = 0; i < 5; i++)
            Assert.Refused(RefusalReason.SessionUnknown, await portal.TypeAsync(phone, Wrong));

        var refusal = Assert.Refused(RefusalReason.TooManyRequests, await portal.TypeAsync(phone, typed));
        Assert.Equal(TimeSpan.FromMinutes(1), refusal.RetryAfter);
        // Another address makes it no other phone, and a phone that is blocked blocks nobody else.
        Assert.Refused(RefusalReason.TooManyRequests, await portal.TypeAsync(phone, typed, address: "198.51.100.1"));
        Assert.Answered(await portal.TypeAsync(new TestPhone(), typed));

        portal.Pass(refusal.RetryAfter!.Value);
        Assert.Answered(await portal.TypeAsync(phone, typed));
    }

    [Fact]
    public async Task Exchange_RightOnes_AreNotCounted()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var typed = await portal.MustShowTypedCodeAsync(await portal.OpenLoginAsync());

        for (var i = 0; i < 30; i++)
            Assert.Answered(await portal.TypeAsync(phone, typed));
    }

    [Fact]
    public async Task Exchange_StrangersAtAnAddress_AreTwentyAndLeaveKnownPhonesAlone()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var typed = await portal.MustShowTypedCodeAsync(await portal.OpenLoginAsync());
        for (var i = 0; i < 20; i++)
            Assert.Refused(RefusalReason.SessionUnknown, await portal.TypeAsync(new TestPhone(), Wrong));

        Assert.Refused(RefusalReason.TooManyRequests, await portal.TypeAsync(new TestPhone(), typed));
        Assert.Answered(await portal.TypeAsync(phone, typed));
        Assert.Answered(await portal.TypeAsync(new TestPhone(), typed, address: "198.51.100.1"));
    }

    [Fact]
    public async Task Exchange_MessagesThatNobodySigned_AreNotCounted()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        for (var i = 0; i < 30; i++)
            Assert.Refused(RefusalReason.UnknownPhone, await portal.TypeAsync(phone, Wrong, change: jws => jws.Signer = _ => new byte[64]));

        Assert.Refused(RefusalReason.SessionUnknown, await portal.TypeAsync(phone, Wrong));
    }

    [Fact]
    public async Task Exchange_AHundredWrongOnesAtOnce_FiveAreLookedAt()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();

        var outcomes = await Race.RunAsync(100, _ => portal.TypeAsync(phone, Wrong));

        Assert.Equal(5, outcomes.Count(o => o.Refusal!.Reason == RefusalReason.SessionUnknown));
        Assert.Equal(95, outcomes.Count(o => o.Refusal!.Reason == RefusalReason.TooManyRequests));
    }

    [Theory]
    [InlineData("/56", "2001:db8:0:12{0:x2}::1", 40, "2001:db8:0:1300::1")]
    [InlineData("/48", "2001:db8:0:{0:x2}00::1", 80, "2001:db8:1::1")]
    public void Begin_StrangersWhoOwnAWideNetwork_FillItsRowAndNobodyElses(string wide, string addresses, int limit, string neighbour)
    {
        using var bench = new Bench();
        for (var i = 0; i < limit; i++)
            Assert.True(bench.TryWrong(null, string.Format(CultureInfo.InvariantCulture, addresses, i)), $"{wide}, {i}");

        Assert.False(bench.TryWrong(null, string.Format(CultureInfo.InvariantCulture, addresses, limit)));
        Assert.True(bench.TryWrong(null, neighbour));
        Assert.True(bench.TryWrong(bench.NewPhone(), string.Format(CultureInfo.InvariantCulture, addresses, limit)));
    }

    [Fact]
    public void Begin_AThousandNetworksThatGuess_StopNobodyElse()
    {
        using var bench = new Bench();
        for (var i = 0; i < 1_000; i++)
            bench.TryWrong(null, $"2001:db8:{i:x}::1");
        for (var i = 0; i < 256; i++)
            bench.TryWrong(null, $"198.51.100.{i}");

        Assert.True(bench.TryWrong(null, "192.0.2.1"));
        Assert.True(bench.TryWrong(null, "2001:db8:ffff::1"));
    }

    [Theory]
    [InlineData("2001:db8::1", "2001:db8::2:3:4:5", true)]
    [InlineData("2001:db8::1", "2001:db8:0:1::1", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("::ffff:192.0.2.1", "::ffff:192.0.2.2", false)]
    public void Begin_TwoAddresses_AreOneWhereTheyAreOneNetwork(string first, string second, bool isSame)
    {
        using var bench = new Bench();
        for (var i = 0; i < 20; i++)
            Assert.True(bench.TryWrong(null, first));

        Assert.Equal(!isSame, bench.TryWrong(null, second));
    }

    [Fact]
    public void Begin_EachWrongOne_CountsForAMinuteOfItsOwn()
    {
        using var bench = new Bench();
        var phone = bench.NewPhone();
        for (var i = 0; i < 5; i++)
        {
            Assert.True(bench.TryWrong(phone, "192.0.2.1"));
            bench.Time.Advance(TimeSpan.FromSeconds(10));
        }

        // 50 s after the first.
        Assert.False(bench.TryWrong(phone, "192.0.2.1"));
        bench.Time.Advance(TimeSpan.FromSeconds(10) - Moment);
        Assert.False(bench.TryWrong(phone, "192.0.2.1"));
        bench.Time.Advance(Moment);
        Assert.True(bench.TryWrong(phone, "192.0.2.1"));
        Assert.False(bench.TryWrong(phone, "192.0.2.1"));
    }

    [Fact]
    public void Begin_RefusedByAWiderRow_TakesNoPlaceAtItsAddress()
    {
        using var bench = new Bench();
        for (var i = 0; i < 80; i++)
            Assert.True(bench.TryWrong(null, $"2001:db8:0:{i:x2}00::1"));
        for (var i = 0; i < 30; i++)
            Assert.False(bench.TryWrong(null, "2001:db8:0:ff00::1"));
        bench.Time.Advance(TypedCodeTries.Period);

        for (var i = 0; i < 20; i++)
            Assert.True(bench.TryWrong(null, "2001:db8:0:ff00::1"));
    }

    private sealed class Bench : IDisposable
    {
        private readonly TypedCodeTries _tries;

        public Bench() => _tries = new(Options.Create(new TypedCodeLimits()), Time);

        public FakeTimeProvider Time { get; } = new(TestPortal.Start);

        public PhoneId NewPhone() => PhoneId.New(Time);

        /// <summary>Whether a wrong code was looked at.</summary>
        public bool TryWrong(PhoneId? phone, string address)
        {
            using var attempt = _tries.Begin(phone, ClientNetwork.Parse(address));
            attempt?.WasWrong();
            return attempt is not null;
        }

        public void Dispose() => _tries.Dispose();
    }
}
