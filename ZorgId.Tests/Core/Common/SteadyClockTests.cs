using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using ZorgId.Core;
using ZorgId.Core.Persistence;
using ZorgId.Core.Phones;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Common;

public sealed class SteadyClockTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly SteppedClock _machine = new(TestPortal.Start);

    [Fact]
    public void GetUtcNow_MachineThatIsSetBack_GoesOnFromWhereItWas()
    {
        var clock = new SteadyClock(_machine);
        Assert.Equal(TestPortal.Start, clock.GetUtcNow());

        _machine.Advance(Second);
        _machine.Step(-Hour);

        Assert.Equal(TestPortal.Start + Second, clock.GetUtcNow());
        _machine.Advance(Hour);
        Assert.Equal(TestPortal.Start + Second + Hour, clock.GetUtcNow());
        Assert.Equal(Hour, clock.Behind);
    }

    [Fact]
    public void GetUtcNow_MachineThatIsSetForward_IsFollowed()
    {
        var clock = new SteadyClock(_machine);
        clock.GetUtcNow();

        _machine.Step(Hour);

        Assert.Equal(TestPortal.Start + Hour, clock.GetUtcNow());
        Assert.Equal(TimeSpan.Zero, clock.Behind);
    }

    [Fact]
    public void Program_HasAClockThatNeverGoesBack()
    {
        using var services = new ServiceCollection().AddZorgIdCore(new(DatabaseProvider.SQLite, "Data Source=none")).BuildServiceProvider();

        Assert.IsType<SteadyClock>(services.GetRequiredService<TimeProvider>());
    }

    [Fact]
    public void Nonce_ThatIsOver_IsNotGoodAgainAfterAStepBack()
    {
        var nonces = new ChallengeNonces(new EphemeralDataProtectionProvider(), _machine);
        var nonce = nonces.Create(PortalEnvironment.Productie);
        Assert.True(nonces.IsGood(nonce, PortalEnvironment.Productie));
        _machine.Advance(ChallengeNonces.Lifetime);
        Assert.False(nonces.IsGood(nonce, PortalEnvironment.Productie));

        _machine.Step(-ChallengeNonces.Lifetime / 2);

        Assert.False(nonces.IsGood(nonce, PortalEnvironment.Productie));
        Assert.True(nonces.IsGood(nonces.Create(PortalEnvironment.Productie), PortalEnvironment.Productie));
    }

    [Fact]
    public void Nonce_OfAClockFarAhead_IsNotGood()
    {
        var keys = new EphemeralDataProtectionProvider();
        var ahead = new SteppedClock(TestPortal.Start + Hour);

        Assert.False(new ChallengeNonces(keys, _machine).IsGood(new ChallengeNonces(keys, ahead).Create(PortalEnvironment.Productie), PortalEnvironment.Productie));
    }
}
