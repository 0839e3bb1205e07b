using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Changes;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Web.Mobile;

/// <summary>What a phone hears when all goes well: the exact words of the protocol's answers.</summary>
public sealed class MobileApiTests(PortalServer server) : IClassFixture<PortalServer>
{
    [Fact]
    public async Task Claim_Login_HasTheProtocolsMembers()
    {
        var phone = await server.SeedAdministratorAsync(Seed.Boss);
        var qr = await server.OpenLoginAsync();
        server.Time.Advance(TimeSpan.FromSeconds(2));

        var claim = await (await server.SendAsync(qr, "claim", phone.Claim(qr))).MustJsonAsync();

        Assert.Equal("environment expiresAt expiresIn kind nonce portal requester sid subject verificationCode", claim.Members());
        Assert.Equal("address browser", claim["requester"].Members());
        Assert.Equal("name organisation role", claim["subject"].Members());
        Assert.Equal(qr.Sid, Text(claim["sid"]));
        Assert.Equal("login", Text(claim["kind"]));
        Assert.Equal("productie", Text(claim["environment"]));
        Assert.Equal("ZORG-ID Portaal", Text(claim["portal"]));
        Assert.Equal(120, claim["expiresIn"]!.GetValue<int>());
        Assert.Equal(server.Time.GetUtcNow().AddSeconds(120), DateTimeOffset.Parse(Text(claim["expiresAt"]), CultureInfo.InvariantCulture));
        Assert.EndsWith("Z", Text(claim["expiresAt"]), StringComparison.Ordinal);
        Assert.Matches("^[0-9]{2}$", Text(claim["verificationCode"]));
        Assert.Matches("^[A-Za-z0-9_-]{22}$", Text(claim["nonce"]));
        Assert.Equal(("Firefox op Windows", "192.0.2.1"), (Text(claim["requester"]!["browser"]), Text(claim["requester"]!["address"])));
        Assert.Equal(
            ("B. Jansen", "Huisartsenpraktijk De Linde", "Administrator"),
            (Text(claim["subject"]!["name"]), Text(claim["subject"]!["organisation"]), Text(claim["subject"]!["role"])));
    }

    [Theory]
    [InlineData("Firefox", "Windows", "192.0.2.1", "en-GB,en;q=0.9", "Firefox on Windows", "192.0.2.1")]
    [InlineData("Safari", "iPad", "2001:db8::7", "nl", "Safari op iPad", "2001:db8::7")]
    [InlineData("Firefox", "Windows", "::1", "de", "Firefox op Windows", null)]
    [InlineData(null, null, "127.0.0.1", null, "Webbrowser", null)]
    public async Task Claim_Login_NamesTheRequesterForThePhonesOwner(string? browser, string? platform, string address, string? language, string told, string? toldAddress)
    {
        var phone = await server.SeedAdministratorAsync();
        var sid = await server.Get<OpenLogin>().ExecuteAsync(PortalEnvironment.Productie, new(browser, platform, address), TestContext.Current.CancellationToken);
        var qr = TestQr.Parse((await server.Get<ViewLogin>().ExecuteAsync(sid!.Value, TestContext.Current.CancellationToken)).QrText!);

        var requester = (await (await server.SendAsync(qr, "claim", phone.Claim(qr), language)).MustJsonAsync())["requester"]!;
        Assert.Equal((told, toldAddress), (Text(requester["browser"]), requester["address"]?.GetValue<string>()));
    }

    [Fact]
    public async Task Claim_Enrollment_HasNoRequester()
    {
        var qr = await server.AddAdministratorAsync();

        var claim = await (await server.SendAsync(qr, "claim", new TestPhone().Claim(qr))).MustJsonAsync();

        Assert.Equal("environment expiresAt expiresIn kind nonce portal sid subject verificationCode", claim.Members());
        Assert.Equal("enrollment", Text(claim["kind"]));
        Assert.Equal(600, claim["expiresIn"]!.GetValue<int>());
    }

    [Fact]
    public async Task Claim_Repeated_IsTheSameAnswer()
    {
        var qr = await server.AddAdministratorAsync();
        var message = new TestPhone().Claim(qr);

        var first = await (await server.SendAsync(qr, "claim", message)).MustJsonAsync();
        var second = await (await server.SendAsync(qr, "claim", message)).MustJsonAsync();

        Assert.Equal(first.ToJsonString(), second.ToJsonString());
    }

    [Fact]
    public async Task Times_OfAnswers_AreWholeSeconds()
    {
        const string WholeSeconds = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$";
        await using var ragged = await PortalServer.StartAsync();
        ragged.Time.Advance(TimeSpan.FromTicks(1_234_567));
        var phone = await ragged.SeedAdministratorAsync();
        var qr = await ragged.OpenLoginAsync();

        var claim = await (await ragged.SendAsync(qr, "claim", phone.Claim(qr))).MustJsonAsync();
        await ragged.SendAsync(qr, "decision", phone.Accept(qr, Text(claim["nonce"])));
        var identity = await UnlockAsync(ragged, phone);

        Assert.Matches(WholeSeconds, Text(claim["expiresAt"]));
        Assert.Matches(WholeSeconds, Text(identity["lastUsedAt"]));
        // What is left is never more than what is told.
        var told = DateTimeOffset.Parse(Text(claim["expiresAt"]), CultureInfo.InvariantCulture);
        Assert.InRange(told, ragged.Time.GetUtcNow().AddSeconds(119), ragged.Time.GetUtcNow().AddSeconds(120));
    }

    [Fact]
    public async Task Decision_LoginAccepted_TellsSidAndState()
    {
        var phone = await server.SeedAdministratorAsync();
        var qr = await server.OpenLoginAsync();

        var decision = await AcceptAsync(phone, qr);

        Assert.Equal("sid state", decision.Members());
        Assert.Equal((qr.Sid, "accepted"), (Text(decision["sid"]), Text(decision["state"])));
    }

    [Fact]
    public async Task Decision_Refused_TellsSidAndState()
    {
        var phone = new TestPhone();
        var qr = await server.AddAdministratorAsync();

        var decision = await (await server.SendAsync(qr, "decision", phone.Refuse(qr, await server.MustClaimAsync(phone, qr)))).MustJsonAsync();

        Assert.Equal("sid state", decision.Members());
        Assert.Equal("refused", Text(decision["state"]));
    }

    [Fact]
    public async Task Decision_EnrollmentAccepted_TellsTheAccount()
    {
        var person = PortalServer.NewPerson();
        var qr = await server.AddAdministratorAsync(person);

        var decision = await AcceptAsync(new TestPhone(), qr);

        Assert.Equal("account sid state", decision.Members());
        Assert.Equal("environment name organisation role", decision["account"].Members());
        Assert.Equal("productie", Text(decision["account"]!["environment"]));
        Assert.Equal(person.FullName, Text(decision["account"]!["name"]));
        Assert.Equal("Huisartsenpraktijk De Linde", Text(decision["account"]!["organisation"]));
        Assert.Equal("Administrator", Text(decision["account"]!["role"]));
    }

    [Fact]
    public async Task Challenges_WithoutBodyOrType_GivesANonceForAMinute()
    {
        var challenge = await ChallengeAsync();

        Assert.Equal("expiresIn nonce", challenge.Members());
        Assert.Equal(60, challenge["expiresIn"]!.GetValue<int>());
        Assert.Matches("^[A-Za-z0-9_-]{22,512}$", Text(challenge["nonce"]));
        Assert.NotEqual(Text(challenge["nonce"]), Text((await ChallengeAsync())["nonce"]));
    }

    [Fact]
    public async Task Challenges_Asked_StoresNothing()
    {
        await ChallengeAsync();
        var before = await server.DataVersionAsync();

        await ChallengeAsync();

        Assert.Equal(before, await server.DataVersionAsync());
        await server.AddAdministratorAsync();
        Assert.NotEqual(before, await server.DataVersionAsync());
    }

    [Fact]
    public async Task Identity_Unlock_TellsWhoAndWhere()
    {
        var person = PortalServer.NewPerson();
        var phone = await server.SeedAdministratorAsync(person);

        var identity = await UnlockAsync(server, phone);

        Assert.Equal("environment lastUsedAt name organisations", identity.Members());
        Assert.Equal(("productie", person.FullName), (Text(identity["environment"]), Text(identity["name"])));
        var organisation = Assert.Single(identity["organisations"]!.AsArray());
        Assert.Equal("name role", organisation.Members());
        Assert.Equal(("Huisartsenpraktijk De Linde", "Administrator"), (Text(organisation!["name"]), Text(organisation["role"])));
        Assert.Null(identity["lastUsedAt"]);
    }

    [Fact]
    public async Task Identity_UnlockAfterAWrongPin_TellsHowManyAndWhen()
    {
        var phone = await server.SeedAdministratorAsync();
        var wrong = phone.Unlock(TestPortal.Productie, await server.ChallengeAsync(), "11223");
        await (await server.SendAsync("/mobile/v1/identity", wrong)).MustProblemAsync(401, "pin-incorrect", "attemptsLeft");

        var identity = await UnlockAsync(server, phone);

        Assert.Equal("environment lastUsedAt name organisations wrongPins", identity.Members());
        Assert.Equal("count lastAt", identity["wrongPins"].Members());
        Assert.Equal(1, identity["wrongPins"]!["count"]!.GetValue<int>());
        Assert.EndsWith("Z", Text(identity["wrongPins"]!["lastAt"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Identity_ChangePin_IsDoneWithoutAWord()
    {
        var phone = await server.SeedAdministratorAsync();
        var message = phone.ChangePin(TestPortal.Productie, await server.ChallengeAsync(), "62607");

        await MustBeEmptyAsync(await server.SendAsync("/mobile/v1/identity", message));
        await MustBeEmptyAsync(await server.SendAsync("/mobile/v1/identity", message));

        await (await server.SendAsync("/mobile/v1/identity", phone.Unlock(TestPortal.Productie, await server.ChallengeAsync(), "62607"))).MustJsonAsync();
    }

    [Fact]
    public async Task Identity_Leave_IsDoneWithoutAWordAndToldToTheOverview()
    {
        var phone = await server.SeedAdministratorAsync();
        var organisation = await server.QueryAsync(db => db.Organisations.SingleAsync(o => o.Environment == PortalEnvironment.Productie));
        using var hints = server.Get<IChangeNotifier>().Subscribe(organisation.Id);
        var message = phone.Leave(TestPortal.Productie, await server.ChallengeAsync());

        await MustBeEmptyAsync(await server.SendAsync("/mobile/v1/identity", message));

        await hints.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        await (await server.SendAsync("/mobile/v1/identity", message)).MustProblemAsync(403, "phone-revoked");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TypedCodes_RightCode_TellsAQrText(bool isLogin)
    {
        var phone = isLogin ? await server.SeedAdministratorAsync() : new TestPhone();
        var shown = isLogin ? await server.OpenLoginAsync() : await server.AddAdministratorAsync();
        var message = phone.TypeCode(TestPortal.Productie, await server.MustShowTypedCodeAsync(shown), hasAccount: isLogin);

        var answer = await (await server.SendAsync("/mobile/v1/typed-codes", message, address: TestPortal.BrowserAddress)).MustJsonAsync();

        Assert.Equal("qr", answer.Members());
        var qr = TestQr.Parse(Text(answer["qr"]));
        Assert.Equal((shown.Origin, shown.Kind, shown.Sid, 22), (qr.Origin, qr.Kind, qr.Sid, qr.Code.Length));
        Assert.Equal("accepted", Text((await AcceptAsync(phone, qr))["state"]));
    }

    [Theory]
    [InlineData(TestPortal.Productie, "productie")]
    [InlineData(TestPortal.Acceptatie, "acceptatie")]
    public async Task Environment_EachHost_TellsItsOwn(string origin, string name)
    {
        using var client = server.Client(origin);

        var environment = await (await client.GetAsync("/mobile/v1/environment", TestContext.Current.CancellationToken)).MustJsonAsync();

        Assert.Equal("environment portal protocol", environment.Members());
        Assert.Equal(
            (name, "ZORG-ID Portaal", 1), (Text(environment["environment"]), Text(environment["portal"]), environment["protocol"]!.GetValue<int>()));
    }

    [Theory]
    [InlineData("088 123 45 67", "helpdesk@example.nl", "mail phone")]
    [InlineData("088 123 45 67", "", "phone")]
    [InlineData("", "helpdesk@example.nl", "mail")]
    public async Task Environment_SupportSet_TellsHowToReachTheHelpdesk(string phone, string mail, string members)
    {
        await using var own = await PortalServer.StartAsync([("Support:Phone", phone), ("Support:Mail", mail)]);
        using var client = own.Client();

        var environment = await (await client.GetAsync("/mobile/v1/environment", TestContext.Current.CancellationToken)).MustJsonAsync();

        Assert.Equal("environment portal protocol support", environment.Members());
        var support = environment["support"]!.AsObject();
        Assert.Equal(members, support.Members());
        Assert.Equal((phone, mail), (Text(support["phone"] ?? ""), Text(support["mail"] ?? "")));
    }

    [Fact]
    public async Task Login_InAcceptatie_GoesBesideProductie()
    {
        var inProductie = await server.SeedAdministratorAsync();
        var inAcceptatie = await server.SeedAdministratorAsync(environment: PortalEnvironment.Acceptatie);
        var qr = await server.OpenLoginAsync(PortalEnvironment.Acceptatie);
        Assert.Equal(TestPortal.Acceptatie, qr.Origin);

        await (await server.SendAsync(qr, "claim", inProductie.Claim(qr))).MustProblemAsync(401, "unknown-phone");
        Assert.Equal("accepted", Text((await AcceptAsync(inAcceptatie, qr))["state"]));
    }

    [Fact]
    public async Task Claim_SessionOfTheOtherEnvironment_IsUnknown()
    {
        var phone = await server.SeedAdministratorAsync();
        var qr = (await server.OpenLoginAsync(PortalEnvironment.Acceptatie)) with { Origin = TestPortal.Productie };

        await (await server.SendAsync(qr, "claim", phone.Claim(qr))).MustProblemAsync(404, "session-unknown");
    }

    private static async Task MustBeEmptyAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Null(answer.Content.Headers.ContentType);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    private static string Text(JsonNode? node) => node!.GetValue<string>();

    private Task<JsonObject> ChallengeAsync() => ChallengeAsync(server);

    private static async Task<JsonObject> UnlockAsync(PortalServer server, TestPhone phone)
    {
        var nonce = Text((await ChallengeAsync(server))["nonce"]);
        return await (await server.SendAsync("/mobile/v1/identity", phone.Unlock(TestPortal.Productie, nonce))).MustJsonAsync();
    }

    private static async Task<JsonObject> ChallengeAsync(PortalServer server)
    {
        using var client = server.Client();
        return await (await client.PostAsync("/mobile/v1/challenges", content: null, TestContext.Current.CancellationToken)).MustJsonAsync();
    }

    /// <summary>Claims, and sends a decision to accept.</summary>
    private async Task<JsonObject> AcceptAsync(TestPhone phone, TestQr qr) =>
        await (await server.SendAsync(qr, "decision", phone.Accept(qr, await server.MustClaimAsync(phone, qr)))).MustJsonAsync();
}
