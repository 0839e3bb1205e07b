using ZorgId.Core.Changes;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.QrSessions;

/// <summary>What becomes of an enrollment is told to its window, and to the overviews whose row tells of it.</summary>
public sealed class SessionTopicsTests
{
    [Theory]
    [InlineData("claim")]
    [InlineData("refuse")]
    [InlineData("accept")]
    [InlineData("expire")]
    [InlineData("cancel")]
    public async Task Enrollment_Changed_IsToldToWindowAndOverview(string change)
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        var qr = TestQr.Parse((await portal.RegisterAsync(actor, Seed.Form(actor))).Opened!.QrText);
        var phone = new TestPhone();
        var nonce = change is "refuse" or "accept" ? await portal.MustClaimAsync(phone, qr) : "";
        portal.Events.Published.Clear();

        await (change switch
        {
            "claim" => portal.MustClaimAsync(phone, qr),
            "refuse" => portal.RefuseAsync(phone, qr, nonce),
            "accept" => portal.AcceptAsync(phone, qr, nonce),
            "expire" => ExpireAsync(portal),
            _ => portal.CancelAsync(qr),
        });

        Assert.Equal([qr.Sid, Topic.Of(actor.Organisations[0].Id).Text], portal.Events.Published.Select(topic => topic.Text));
    }

    private static Task<int> ExpireAsync(TestPortal portal)
    {
        portal.Pass(TimeSpan.FromMinutes(10));
        return portal.Get<ExpireSessions>().ExecuteAsync(TestContext.Current.CancellationToken);
    }
}
