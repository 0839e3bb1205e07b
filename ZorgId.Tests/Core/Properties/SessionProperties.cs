using CsCheck;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Properties;

/// <summary>Whatever two phones, a browser and the clock do, and in whichever order, the session answers and ends as the model does.</summary>
[Trait("Speed", "slow")]
public sealed class SessionProperties
{
    // A server is a way off: there half as many.
    private static readonly int Count = Sql.IsPostgreSql ? 50 : 100;

    // Begins with a sweep that forgets the session, as chance brings it about rarely.
    private const string FirstSample = "5xTzVy-5Aulp";

    // Seconds: the lifetimes, and one less.
    private static readonly int[] Pauses = [1, 59, 60, 119, 120];

    private static readonly Gen<Step> Steps = Gen.OneOf<Step>(
        Gen.Int[0, 1].Select(phone => (Step)new Claim(phone)),
        Gen.Select(Gen.Int[0, 1], Gen.Bool, (phone, accept) => (Step)new Decide(phone, accept)),
        Gen.Int[0, Pauses.Length - 1].Select(number => (Step)new Pass(Pauses[number])),
        Gen.Const((Step)new Cancel()),
        Gen.Const((Step)new Sweep()),
        Gen.Const((Step)new SignIn()));

    private abstract record Step;

    private sealed record Claim(int Phone) : Step;

    private sealed record Decide(int Phone, bool Accept) : Step;

    private sealed record Pass(int Seconds) : Step;

    private sealed record Cancel : Step;

    private sealed record Sweep : Step;

    private sealed record SignIn : Step;

    [Fact]
    public async Task Login_AnySteps_GoesAsTheModel()
    {
        await using var portal = await TestPortal.StartAsync();
        TestPhone[] phones = [await portal.SeedAdministratorAsync(), await portal.SeedAdministratorAsync(Seed.Administrator(Seed.Other))];

        // One after the other: they share a clock.
        await Steps.Array[1, 12].SampleAsync(steps => RunAsync(portal, phones, steps), seed: FirstSample, iter: Count, threads: 1, print: steps => string.Join(", ", steps.AsEnumerable()));
    }

    private static async Task RunAsync(TestPortal portal, TestPhone[] phones, Step[] steps)
    {
        var (model, qr) = (new SessionModel(), await portal.OpenLoginAsync());
        var nonce = "AAAA";
        foreach (var step in steps)
        {
            // Who scans, scans what is shown; the last QR that was, once none is.
            if (model.IsOpen)
                qr = await portal.LoginQrAsync(qr.Sid);
            switch (step)
            {
                case Claim claim:
                    var claimed = await portal.ClaimAsync(phones[claim.Phone], qr);
                    nonce = claimed.Answer?.Nonce ?? nonce;
                    Assert.Equal(model.Claim(claim.Phone), Told(claimed, _ => "claimed"));
                    break;
                case Decide decide:
                    var decided = await (decide.Accept ? portal.AcceptAsync(phones[decide.Phone], qr, nonce) : portal.RefuseAsync(phones[decide.Phone], qr, nonce));
                    Assert.Equal(model.Decide(decide.Phone, decide.Accept), Told(decided, answer => answer.State.WireName()));
                    break;
                case Pass pass:
                    portal.Pass(TimeSpan.FromSeconds(pass.Seconds));
                    model.Pass(pass.Seconds);
                    break;
                case Cancel:
                    await portal.CancelAsync(qr);
                    model.Cancel();
                    break;
                case Sweep:
                    await portal.Get<ExpireSessions>().ExecuteAsync(TestContext.Current.CancellationToken);
                    model.Sweep();
                    break;
                case SignIn:
                    Assert.Equal(model.SignIn(), await portal.SignInAsync(qr) is not null);
                    break;
            }

            if (model.IsForgotten)
            {
                Assert.True(SessionId.TryParse(qr.Sid, out var id));
                Assert.False(await portal.QueryAsync(db => db.QrSessions.AnyAsync(s => s.Id == id)));
                return;
            }

            var session = await portal.SessionAsync(qr.Sid);
            Assert.Equal((model.State, model.Holder is { } holder ? phones[holder].Kid : null), (session.State, session.ClaimedKid));
        }

        // One browser has so many open at most.
        await portal.CancelAsync(qr);
    }

    private static string Told<T>(Outcome<T> outcome, Func<T, string> answer)
        where T : class => outcome switch
        {
            { Answer: { } granted } => answer(granted),
            { Refusal: { Reason: RefusalReason.SessionClosed } refusal } => $"closed: {refusal.State}",
            _ => outcome.Refusal!.Reason.ToString(),
        };
}
