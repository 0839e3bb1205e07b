using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Tests.Browser;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Web.CommandLine;

/// <summary>The operator's command, typed as a process beside a server that runs, on the same database.</summary>
public sealed class AdministratorCommandTests(AdministratorCommandTests.RunningPortal running) : IClassFixture<AdministratorCommandTests.RunningPortal>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private LivePortal Portal => running.Portal;

    [Fact]
    public async Task Add_ThenAgain_PrintsAQrAndNothingElseThere_AndTheOldOneIsDead()
    {
        var els = Arguments("Els", "Smit", "1980-02-01", "Assen");
        var first = await PortalProgram.RunAsync(running.Settings, els);
        var again = await PortalProgram.RunHereAsync(running.Settings, els);

        var (dead, good) = (MustPrintQr(first), MustPrintQr(again));
        Assert.NotEqual(dead, good);
        var phone = new TestPhone();
        var closed = await (await phone.ClaimAsync(SendAsync, dead)).MustProblemAsync(409, "session-closed", "state");
        Assert.Equal("cancelled", closed["state"]!.GetValue<string>());
        var decision = await (await phone.AcceptAsync(SendAsync, good, await phone.MustClaimAsync(SendAsync, good))).MustJsonAsync();
        Assert.Equal(("Els Smit", "Praktijk Noord", "Administrator"), (Of("name"), Of("organisation"), Of("role")));

        // Both are in the log as the operator's: nobody's account, and typed on the command line.
        var opened = await LogAsync(e => e.Action == AuditAction.EnrollmentOpened);
        Assert.Equal([dead.Sid, good.Sid], opened.Select(e => e.SessionId));
        var added = Assert.Single(await LogAsync(e => e.Action == AuditAction.AdministratorAdded));
        Assert.All([.. opened, added], e => Assert.Equal((null, AuditParty.Operator, AuditClient.CommandLine), (e.Actor, e.Party, e.Client)));

        string Of(string member) => decision["account"]![member]!.GetValue<string>();
    }

    [Fact]
    public async Task Add_PersonOfTheOtherEnvironment_IsRefusedInOneLine()
    {
        await Portal.AddAdministratorAsync(Seed.Administrator(environment: PortalEnvironment.Acceptatie));

        var end = await PortalProgram.RunHereAsync(
            [.. running.Settings, ("Environments:acceptatie:Origin", Portal.AcceptatieOrigin)],
            Arguments("Bea", "Jansen", "1975-03-09", "Utrecht"));

        end.MustComplain(2, "This person has an account in the other environment, and can have one account only.");
    }

    [Fact]
    public async Task Add_EnvironmentThatIsNotServed_IsRefusedInOneLine()
    {
        var end = await PortalProgram.RunHereAsync(running.Settings, [.. Arguments("Cas", "Bos", "1990-01-01", "Assen"), "--environment", "acceptatie"]);

        end.MustComplain(2, "This portal does not serve acceptatie; Environments:acceptatie:Origin is not set.");
    }

    [Fact]
    public async Task Help_OfTheCommand_ExplainsEachOption()
    {
        var end = await PortalProgram.RunHereAsync([], "administrator", "add", "--help");

        Assert.Equal((0, ""), (end.Exit, end.Errors));
        foreach (var option in (string[])["--given-name", "--family-name", "--birth-date", "--birth-place", "--organisation", "--ura", "--environment", "--no-wait"])
            Assert.Contains(end.Lines, line => line.TrimStart().StartsWith(option, StringComparison.Ordinal));
        Assert.Contains("productie|acceptatie", end.Output, StringComparison.Ordinal);
    }

    private static string[] Arguments(string givenName, string familyName, string birthDate, string birthPlace) =>
    [
        "administrator", "add", "--given-name", givenName, "--family-name", familyName, "--birth-date", birthDate, "--birth-place", birthPlace,
        "--organisation", "Praktijk Noord", "--ura", "01234567",
    ];

    private TestQr MustPrintQr(ProgramEnd end)
    {
        Assert.Equal(0, end.Exit);
        // Beside it, for the person: for whom, where, and how long.
        Assert.StartsWith("For Els Smit, born on 01-02-1980 in Assen.\nAdministrator of Praktijk Noord (URA 01234567) in productie.\nOne phone can use this QR, once, for 10 minutes: until ", end.Errors, StringComparison.Ordinal);
        Assert.Single(end.Lines, line => line.Contains("/app#", StringComparison.Ordinal));
        var qr = TestQr.Parse(end.Lines[^1]);
        Assert.Equal((end.Lines[^1], Portal.Origin, TestQr.Enrollment), (qr.ToString(), qr.Origin, qr.Kind));
        Assert.All(end.Lines[..^1], line => Assert.Matches("^[█▀▄ ]*$", line));
        return qr;
    }

    private async Task<HttpResponseMessage> SendAsync(string path, byte[] message)
    {
        using var client = new HttpClient();
        return await client.PostAsync(new Uri(Portal.Origin + path), PortalServer.Message(message), Cancellation);
    }

    private async Task<List<AuditEntry>> LogAsync(System.Linq.Expressions.Expression<Func<AuditEntry, bool>> which)
    {
        await using var db = await Portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Cancellation);
        return await db.AuditEntries.Where(e => e.Environment == PortalEnvironment.Productie).Where(which).OrderBy(e => e.At).ThenBy(e => e.Id).ToListAsync(Cancellation);
    }

    /// <summary>A server on a real port, and the settings that make a process find its database.</summary>
    public sealed class RunningPortal : IAsyncLifetime
    {
        public LivePortal Portal { get; private set; } = null!;

        public (string Key, string Value)[] Settings =>
            [("Environments:productie:Origin", Portal.Origin), .. Portal.DatabaseSettings];

        public async ValueTask InitializeAsync() => Portal = await LivePortal.StartAsync();

        public ValueTask DisposeAsync() => Portal.DisposeAsync();
    }
}
