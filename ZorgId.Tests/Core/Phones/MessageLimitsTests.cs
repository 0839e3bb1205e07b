using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using ZorgId.Core.Phones;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Phones;

public sealed class MessageLimitsTests
{
    private static readonly IPAddress Here = IPAddress.Parse("192.0.2.1");
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly SteppedClock _time = new(TestPortal.Start);
    private readonly PhoneNetworks _networks;

    public MessageLimitsTests() => _networks = new(_time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Begin_Defaults_AreTwelveHundredGoodAndAHundredAndTwentyBad()
    {
        using var limits = Limits();

        Assert.Equal(1_200, Count(() => TryGood(limits)));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(120, Count(() => TryBad(limits)));
    }

    [Fact]
    public void TryCount_Default_IsSixty()
    {
        using var limits = Limits();
        var phone = PhoneId.New(_time);

        Assert.Equal(60, Count(() => limits.TryCount(phone)));
        Assert.True(limits.TryCount(PhoneId.New(_time)));
    }

    [Fact]
    public void Begin_EachMessage_CountsForAMinuteOfItsOwn()
    {
        using var limits = Limits(good: 2, bad: 2);
        Assert.True(TryBad(limits));
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.True(TryBad(limits));
        _time.Advance(TimeSpan.FromSeconds(30) - Moment);
        Assert.False(TryBad(limits));

        _time.Advance(Moment);
        Assert.Equal(1, Count(() => TryBad(limits)));
    }

    [Fact]
    public void Begin_AfterTheClockWasSetBack_CountsForAMinuteStill()
    {
        using var limits = Limits(good: 2, bad: 1);
        var phone = PhoneId.New(_time);
        Assert.True(TryBad(limits));
        Assert.Equal(60, Count(() => limits.TryCount(phone)));

        _time.Step(TimeSpan.FromDays(-1));
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.True(TryBad(limits));
        Assert.True(limits.TryCount(phone));
    }

    [Fact]
    public void Begin_AfterTheClockWasSetForward_IsNotForgotten()
    {
        using var limits = Limits(good: 2, bad: 1);
        Assert.True(TryBad(limits));

        _time.Step(TimeSpan.FromDays(1));

        Assert.False(TryBad(limits));
    }

    [Fact]
    public async Task Begin_GoodOne_LeavesTheBadPlacesFreeAsSoonAsItIsKnown()
    {
        using var limits = Limits(good: 10, bad: 1);
        using var first = await BeginAsync(limits, Here);
        var waits = BeginAsync(limits, Here);
        Assert.False(waits.IsCompleted);

        first!.WasGood();

        using var second = await waits;
        Assert.NotNull(second);
    }

    [Fact]
    public async Task Begin_BadOne_LeavesNothingForWhoWaitedForIt()
    {
        using var limits = Limits(good: 10, bad: 1);
        var first = await BeginAsync(limits, Here);
        var waits = BeginAsync(limits, Here);

        first!.Dispose();

        Assert.Null(await waits);
    }

    [Fact]
    public async Task Begin_GoodOnesThatComeTogether_AreLateAndNotTurnedAway()
    {
        using var limits = Limits();
        List<Task<AddressVisit?>> arrived = [.. Enumerable.Range(0, 1_000).Select(_ => BeginAsync(limits, Here))];
        Assert.Contains(arrived, a => !a.IsCompleted);

        foreach (var visit in arrived)
        {
            using var known = await visit;
            Assert.NotNull(known);
            known.WasGood();
        }
    }

    [Fact]
    public async Task Begin_MoreThanMayWait_IsTurnedAway()
    {
        using var limits = Limits(good: 2, bad: 1);
        using var first = await BeginAsync(limits, Here);
        var waiting = Enumerable.Range(0, 2).Select(_ => BeginAsync(limits, Here)).ToList();

        Assert.Null(await BeginAsync(limits, Here));
        Assert.DoesNotContain(waiting, w => w.IsCompleted);
    }

    [Fact]
    public void Begin_BadOnes_TakeNoGoodPlaces()
    {
        using var limits = Limits(good: 1, bad: 10);

        Assert.Equal(10, Count(() => TryBad(limits)));
    }

    [Fact]
    public void Begin_Refused_CountsAsNeither()
    {
        using var limits = Limits(good: 3, bad: 1);
        Assert.True(TryBad(limits));
        for (var i = 0; i < 10; i++)
            Assert.False(TryBad(limits));
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(3, Count(() => TryGood(limits)));
    }

    [Fact]
    public void Begin_PhoneThatIsKnownHere_IsServedWhoeverFillsTheAddress()
    {
        using var limits = Limits();
        Assert.True(TrySigned(limits, "kid"));
        Count(() => TryBad(limits));
        Assert.False(TrySigned(limits, "another"));

        Assert.Equal(60, Count(() => TrySigned(limits, "kid")));
        Assert.False(TrySigned(limits, "kid"));
    }

    [Fact]
    public void Begin_SomeoneWhoUsesAKnownName_LeavesTheOwnerHalf()
    {
        using var limits = Limits();
        TrySigned(limits, "kid");
        Assert.Equal(30, Count(() => TryBad(limits, "kid"), atMost: 30));

        // From here on it is a message like any other: those that flood share it.
        Assert.Equal(120, Count(() => TryBad(limits, "kid")));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(TrySigned(limits, "kid"));
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("2001:db8:1:1::1", "2001:db8:1:ffff::9", true)]
    [InlineData("2001:db8:1:1::1", "2001:db8:2:1::1", false)]
    public void IsKnown_IsOfAnAddressOrA48(string seen, string asked, bool isKnown)
    {
        _networks.Remember("kid", ClientNetwork.Parse(seen), _time.UtcNow());

        Assert.Equal(isKnown, _networks.IsKnown("kid", ClientNetwork.Parse(asked)));
        _time.Advance(PhoneNetworks.Remembered);
        Assert.False(_networks.IsKnown("kid", ClientNetwork.Parse(asked)));
    }

    [Fact]
    public void Begin_PagesOfOtherSites_HaveRowsOfTheirOwn()
    {
        using var limits = Limits(bad: 2);
        Assert.Equal(2, Count(() => TryBad(limits, isForeign: true)));

        Assert.Equal(2, Count(() => TryBad(limits)));
    }

    [Fact]
    public void Begin_OneWhoOwnsA48_FillsItsRowAndNobodyElses()
    {
        using var limits = Limits();

        var count = 0;
        for (var i = 0; i < 3_000; i++)
            count += TryBad(limits, address: IPAddress.Parse($"2001:db8:0:{i:x}::1")) ? 1 : 0;

        Assert.Equal(1_200, count);
        Assert.True(TryBad(limits, address: IPAddress.Parse("2001:db8:1::1")));
    }

    [Fact]
    public void Begin_PhoneAboveItsOwnLimit_TakesNothingFromWhoSharesItsAddress()
    {
        using var limits = Limits(good: 2, bad: 2);
        for (var i = 0; i < 10; i++)
        {
            using var visit = Begin(limits, Here)!;
            visit.WasGood();
            visit.WasOneTooMany();
        }

        Assert.Equal(2, Count(() => TryGood(limits)));
    }

    [Fact]
    [Trait("Speed", "slow")]
    [Trait("Stores", "nothing")]
    public async Task Begin_TenThousandAddresses_AreForgotten()
    {
        using var limits = Limits();
        var networks = VisitAll(limits);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(TryBad(limits));

        // .NET lets go of a row ten seconds after its last place was given back.
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        enough.CancelAfter(TimeSpan.FromMinutes(1));
        while (CountKept(networks) > 0)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), enough.Token);
            GC.Collect();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<WeakReference> VisitAll(MessageLimits limits)
    {
        var networks = new List<WeakReference>();
        for (var i = 0; i < 10_000; i++)
        {
            using var visit = Begin(limits, IPAddress.Parse($"2001:db8:{i:x}::1"))!;
            networks.Add(new(visit.Network.Value));
            if (i % 2 == 0)
                visit.WasGood();
        }

        return networks;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int CountKept(List<WeakReference> networks) => networks.Count(network => network.IsAlive);

    // Where there is room it is done at once.
    private static AddressVisit? Begin(MessageLimits limits, IPAddress address, string? kid = null, bool isForeign = false)
    {
        var begun = BeginAsync(limits, address, kid, isForeign);
        return begun.IsCompletedSuccessfully ? begun.Result : throw new InvalidOperationException("It waits.");
    }

    private static async Task<AddressVisit?> BeginAsync(MessageLimits limits, IPAddress address, string? kid = null, bool isForeign = false)
    {
        var visit = limits.Arrive(address, isForeign);
        return await visit.EnterAsync(kid, Cancellation) ? visit : null;
    }

    private static int Count(Func<bool> tryIt, int atMost = int.MaxValue)
    {
        var count = 0;
        while (count < atMost && tryIt())
            count++;
        return count;
    }

    private static bool TryBad(MessageLimits limits, string? kid = null, bool isForeign = false, IPAddress? address = null)
    {
        using var visit = Begin(limits, address ?? Here, kid, isForeign);
        return visit is not null;
    }

    private static bool TryGood(MessageLimits limits)
    {
        using var visit = Begin(limits, Here);
        visit?.WasGood();
        return visit is not null;
    }

    private static bool TrySigned(MessageLimits limits, string kid, IPAddress? address = null)
    {
        using var visit = Begin(limits, address ?? Here, kid);
        visit?.WasSignedBy(kid);
        return visit is not null;
    }

    private MessageLimits Limits(int? good = null, int? bad = null)
    {
        var limits = new RequestLimits();
        (limits.GoodPerAddress, limits.BadPerAddress) = (good ?? limits.GoodPerAddress, bad ?? limits.BadPerAddress);
        return new(Options.Create(limits), _networks, _time);
    }
}
