using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.QrSessions;

/// <summary>
/// What a login costs that does not depend on the machine: how often the database is asked, and how much is allocated. These are
/// upper bounds. Whoever makes a login cheaper makes them tighter; <c>LoginsBenchmark</c> tells what that is in time.
/// </summary>
[Collection(NonParallel.Name)]
public sealed class LoginCostTests(ITestOutputHelper output)
{
    // PostgreSQL locks what a transaction is about by a statement of its own; SQLite gives a leaf of the log by one more than it.
    // BEGIN and COMMIT are not counted.
    private static readonly int OpeningStatements = Sql.IsPostgreSql ? 4 : 3;
    private const int ClaimStatements = 8;
    private const int DecisionStatements = 10;
    private static readonly int UnlockStatements = Sql.IsPostgreSql ? 8 : 7;

    // Each is some 40 % above what was measured: on another version of .NET it is not quite the same.
    private const int OpeningKibibytes = 140;
    private const int ClaimKibibytes = 240;
    private const int DecisionKibibytes = 275;

    private const int WarmUp = 50;
    private const int Logins = 100;

    private enum Step
    {
        Opening,
        Claim,
        Decision,
    }

    [Fact]
    public async Task Login_FromOpeningToDecision_AsksTheDatabaseNoMoreOftenThanThis()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        // What is asked once only, for keys and the like, is no login's.
        await LogInAsync(portal, phone, (_, act) => act());
        var statements = new Dictionary<Step, int>();

        await LogInAsync(portal, phone, async (step, act) =>
        {
            statements[step] = await CountAsync(portal, act);
        });

        output.WriteLine(string.Join(", ", statements.Select(s => $"{s.Key}: {s.Value} statements")));
        Assert.InRange(statements[Step.Opening], 1, OpeningStatements);
        Assert.InRange(statements[Step.Claim], 1, ClaimStatements);
        Assert.InRange(statements[Step.Decision], 1, DecisionStatements);
    }

    [Fact]
    public async Task Unlock_WithinTheHour_AsksTheDatabaseNoMoreOftenThanThis()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        Assert.Answered(await portal.UnlockAsync(phone, portal.NewNonce()));
        portal.Pass(TimeSpan.FromSeconds(2));

        var statements = await CountAsync(portal, async () => Assert.Answered(await portal.UnlockAsync(phone, portal.NewNonce())));

        Assert.InRange(statements, 1, UnlockStatements);
    }

    [Fact]
    public async Task Login_FromOpeningToDecision_AllocatesNoMoreThanThis()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var octets = new Dictionary<Step, long>();
        for (var i = 0; i < WarmUp; i++)
            await LogInAsync(portal, phone, (_, act) => act());

        for (var i = 0; i < Logins; i++)
        {
            await LogInAsync(portal, phone, async (step, act) =>
            {
                var before = GC.GetTotalAllocatedBytes(precise: true);
                await act();
                octets[step] = octets.GetValueOrDefault(step) + GC.GetTotalAllocatedBytes(precise: true) - before;
            });
        }

        output.WriteLine(string.Join(", ", octets.Select(o => $"{o.Key}: {o.Value / Logins / 1024} KiB")));
        Assert.InRange(octets[Step.Opening] / Logins / 1024, 1, OpeningKibibytes);
        Assert.InRange(octets[Step.Claim] / Logins / 1024, 1, ClaimKibibytes);
        Assert.InRange(octets[Step.Decision] / Logins / 1024, 1, DecisionKibibytes);
    }

    // EF Core sends several changes to PostgreSQL as one command.
    private static async Task<int> CountAsync(TestPortal portal, Func<Task> act) =>
        (await portal.Commands.RecordAsync(act)).Sum(c => c.Sql.Split(';').Count(s => !string.IsNullOrWhiteSpace(s)));

    // The phone signs outside of what is measured.
    private static async Task LogInAsync(TestPortal portal, TestPhone phone, Func<Step, Func<Task>, Task> measure)
    {
        // Neither phone nor browser is to come near its limits of a minute.
        portal.Pass(TimeSpan.FromSeconds(2));
        TestQr? qr = null;
        await measure(Step.Opening, async () => qr = await portal.OpenLoginAsync());
        var claim = phone.Claim(qr!);
        string? nonce = null;
        await measure(Step.Claim, async () => nonce = Assert.Answered(await portal.ClaimAsync(qr!, claim)).Nonce);
        var decision = phone.Accept(qr!, nonce!);
        await measure(Step.Decision, async () => Assert.Answered(await portal.DecideAsync(qr!, decision)));
    }
}
