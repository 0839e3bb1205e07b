using Microsoft.EntityFrameworkCore;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.QrSessions;

/// <summary>How many login QRs stand open at one address.</summary>
public sealed class OpenLoginTests
{
    private const int Limit = 200;
    private const int OpeningsAMinute = 300;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_OneTooManyAtAnAddress_IsRefusedThereOnly()
    {
        await using var portal = await TestPortal.StartAsync();
        var first = await FillAsync(portal, "192.0.2.1");
        var version = await portal.DataVersionAsync();

        Assert.Null(await OpenAsync(portal, "192.0.2.1"));
        Assert.Null(await OpenAsync(portal, "::ffff:192.0.2.1", PortalEnvironment.Acceptatie));
        Assert.Equal(version, await portal.DataVersionAsync());
        Assert.NotNull(await OpenAsync(portal, "192.0.2.2"));
        Assert.NotNull(await OpenAsync(portal, null));

        await portal.Get<CancelSession>().ExecuteAsync(first, Cancellation);
        Assert.NotNull(await OpenAsync(portal, "192.0.2.1"));
        Assert.Null(await OpenAsync(portal, "192.0.2.1"));
    }

    [Fact]
    public async Task Open_WhenTheOthersAreOver_Opens()
    {
        await using var portal = await TestPortal.StartAsync();
        await FillAsync(portal, "192.0.2.1");
        portal.Pass(TimeSpan.FromSeconds(120));

        // Whether its row says so or not.
        Assert.NotNull(await OpenAsync(portal, "192.0.2.1"));
    }

    [Fact]
    public async Task Open_ClaimedOnes_CountUntilTheyAreDecided()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var qr = await portal.OpenLoginAsync();
        await FillAsync(portal, TestPortal.Browser.Address!, Limit - 1);
        var nonce = await portal.MustClaimAsync(phone, qr);
        Assert.Null(await OpenAsync(portal, TestPortal.Browser.Address));

        await portal.RefuseAsync(phone, qr, nonce);

        Assert.NotNull(await OpenAsync(portal, TestPortal.Browser.Address));
    }

    [Fact]
    public async Task Open_InOneIpv6Network_IsOneAddress()
    {
        await using var portal = await TestPortal.StartAsync();
        await FillAsync(portal, "2001:db8::1");

        Assert.Null(await OpenAsync(portal, "2001:db8::ffff:1:2:3"));
        Assert.NotNull(await OpenAsync(portal, "2001:db8:0:1::1"));
    }

    [Fact]
    public async Task Open_ManyAtOnce_AreNoMoreThanMayBe()
    {
        await using var portal = await TestPortal.StartAsync();
        await FillAsync(portal, "192.0.2.1", Limit - 5);

        var opened = await Race.RunAsync(30, _ => OpenAsync(portal, "192.0.2.1"));

        Assert.Equal(5, opened.Count(sid => sid is not null));
        Assert.Equal(Limit, await portal.QueryAsync(db => db.QrSessions.CountAsync(Cancellation)));
    }

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Open_AndCancelledEachTime_IsHeldBackAfterMany_AndWritesNothingThen()
    {
        await using var portal = await TestPortal.StartAsync();
        for (var i = 0; i < OpeningsAMinute; i++)
            await portal.Get<CancelSession>().ExecuteAsync((await OpenAsync(portal, "192.0.2.1"))!.Value, Cancellation);
        var version = await portal.DataVersionAsync();

        Assert.Null(await OpenAsync(portal, "192.0.2.1"));
        Assert.Null(await OpenAsync(portal, "::ffff:192.0.2.1", PortalEnvironment.Acceptatie));
        Assert.Equal(version, await portal.DataVersionAsync());
        Assert.NotNull(await OpenAsync(portal, "192.0.2.2"));

        portal.Pass(TimeSpan.FromMinutes(1));
        Assert.NotNull(await OpenAsync(portal, "192.0.2.1"));
    }

    [Fact]
    public async Task Openings_FromManyNetworksOfOne48_AreItsOwn()
    {
        await using var portal = await TestPortal.StartAsync();
        var openings = portal.Get<LoginOpenings>();
        for (var i = 0; i < OpeningsAMinute * 4; i++)
            Assert.True(openings.TryCount(ClientNetwork.Parse($"2001:db8:1:{i:x}::1")));

        Assert.False(openings.TryCount(ClientNetwork.Parse("2001:db8:1:ffff::1")));
        Assert.True(openings.TryCount(ClientNetwork.Parse("2001:db8:2::1")));
    }

    private static Task<SessionId?> OpenAsync(TestPortal portal, string? address, PortalEnvironment environment = PortalEnvironment.Productie) =>
        portal.Get<OpenLogin>().ExecuteAsync(environment, new("Firefox", "Windows", address), Cancellation);

    /// <returns>The first of them.</returns>
    private static async Task<SessionId> FillAsync(TestPortal portal, string address, int count = Limit)
    {
        var first = (await OpenAsync(portal, address))!.Value;
        for (var i = 1; i < count; i++)
            Assert.NotNull(await OpenAsync(portal, address));
        return first;
    }
}
