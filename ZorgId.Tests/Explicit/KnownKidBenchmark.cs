using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Explicit;

/// <summary>
/// How long a badly signed message takes by a known and by an unknown kid, for a person to look at: time decides no test.
/// CONTRIBUTING has the command.
/// </summary>
public sealed class KnownKidBenchmark(ITestOutputHelper output)
{
    private const int Rounds = 200;
    private const int PerRound = 20;

    private static readonly TestQr Login = new(TestPortal.Productie, TestQr.Login, "AAAAAAAAAAAAAAAAAAAAAA", "nwzZuUCX_kkpkQ");

    [Fact(Explicit = true)]
    public async Task Authenticate_KnownAndUnknownKid_Ratio()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var known = phone.Claim(Login, jws => jws.Signer = _ => new byte[64]);
        var unknown = new TestPhone().Claim(Login, jws => jws.Signer = _ => new byte[64]);
        await TimeAsync(portal, known);
        await TimeAsync(portal, unknown);

        // Turn by turn, so that a machine that slows down does so for both; the middle round is what counts.
        var times = new List<(double Known, double Unknown)>();
        for (var i = 0; i < Rounds; i++)
            times.Add((await TimeAsync(portal, known), await TimeAsync(portal, unknown)));

        var (one, other) = (Median(times.Select(t => t.Known)), Median(times.Select(t => t.Unknown)));
        output.WriteLine($"known kid {one:F1} µs, unknown kid {other:F1} µs, ratio {one / other:F3}");
    }

    private static double Median(IEnumerable<double> times) => times.Order().ElementAt(Rounds / 2);

    /// <returns>Microseconds for one message.</returns>
    private static async Task<double> TimeAsync(TestPortal portal, byte[] message)
    {
        var start = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < PerRound; i++)
        {
            Assert.Refused(RefusalReason.UnknownPhone, await portal.CallAsync(message, PortalEnvironment.Productie, call =>
                portal.Get<MessageAuthentication>().AuthenticateAsync<ClaimPayload>(call, fits: null, TestContext.Current.CancellationToken)));
        }

        return TimeProvider.System.GetElapsedTime(start).TotalMicroseconds / PerRound;
    }
}
