using System.Diagnostics.Metrics;
using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Phones;

/// <summary>What a message costs the server tells nobody whether its kid is known: the same look-up, one verification.</summary>
public sealed class SameWorkTests
{
    private static readonly TestQr Login = new(TestPortal.Productie, TestQr.Login, "AAAAAAAAAAAAAAAAAAAAAA", "nwzZuUCX_kkpkQ");

    // Whose verifications are counted: other tests run at the same time.
    private static readonly AsyncLocal<int[]?> Counted = new();

    public static TheoryData<string, Action<TestJws>> Strangers => new()
    {
        { "an unknown kid", jws => jws.Header["kid"] = new TestPhone().Kid },
        { "a kid of another form", jws => jws.Header["kid"] = "x" },
        { "a kid that holds a NUL", jws => jws.Header["kid"] = "\0" + new TestPhone().Kid[1..] },
        { "a kid of the longest", jws => jws.Header["kid"] = new string('\uffff', MessageHeader.MaxKidLength) },
        { "an unknown kid, badly signed", jws => { jws.Header["kid"] = new TestPhone().Kid; jws.Signer = _ => new byte[64]; } },
        { "a jwk, badly signed", jws => { ByJwk(jws); jws.Signer = _ => new byte[64]; } },
        { "a jwk off the curve", jws => { ByJwk(jws); jws.Header["jwk"]!["x"] = new string('A', 43); } },
    };

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task Authenticate_Stranger_CostsWhatAKnownKidCosts(string name, Action<TestJws> change)
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();

        var known = await WorkAsync(portal, phone, jws => jws.Signer = _ => new byte[64]);
        var stranger = await WorkAsync(portal, phone, change);

        Assert.Single(known.Asked);
        Assert.Equal(1, known.Verified);
        Assert.Equal(known.Asked, stranger.Asked);
        Assert.True(stranger.Verified == 1, name);
    }

    private static async Task<(IReadOnlyList<string> Asked, int Verified)> WorkAsync(TestPortal portal, TestPhone phone, Action<TestJws> change)
    {
        var counted = Counted.Value = [0];
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == MessageAuthentication.MeterName && instrument.Name == MessageAuthentication.VerificationsName)
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, count, _, _) =>
        {
            if (Counted.Value is { } mine)
                mine[0] += (int)count;
        });
        listener.Start();

        var asked = await portal.Commands.RecordAsync(async () => Assert.Refused(
            RefusalReason.UnknownPhone,
            await portal.CallAsync(phone.Claim(Login, change), PortalEnvironment.Productie, call =>
                portal.Get<MessageAuthentication>().AuthenticateAsync<ClaimPayload>(call, fits: null, TestContext.Current.CancellationToken))));
        return ([.. asked.Select(a => a.Sql)], counted[0]);
    }

    private static void ByJwk(TestJws jws)
    {
        jws.Header.Remove("kid");
        jws.Header["jwk"] = new TestPhone().Jwk;
    }
}
