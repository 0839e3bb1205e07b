using System.Net;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Phones;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Web.Mobile;

/// <summary>How many messages are taken from an address (PROTOCOL, Limits), with limits that a test can reach.</summary>
[Trait("Speed", "slow")]
public sealed class AddressLimitsTests
{
    private const string Here = "192.0.2.10";
    private const string Elsewhere = "192.0.2.11";
    private const string Identity = "/mobile/v1/identity";

    private static readonly TestQr Nowhere = new(TestPortal.Productie, TestQr.Enrollment, "AAAAAAAAAAAAAAAAAAAAAA", "BBBBBBBBBBBBBBBBBBBBBA");
    private static readonly byte[] Garbage = "x"u8.ToArray();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, Func<PortalServer, TestPhone, Task<HttpResponseMessage>>> BadOnes => new()
    {
        { "an unknown kid", (server, _) => server.SendAsync(Identity, new TestPhone().Unlock(TestPortal.Productie, "AAAA"), address: Here) },
        { "a known kid, badly signed", (server, phone) => server.SendAsync(Identity, phone.Unlock(TestPortal.Productie, "AAAA", change: jws => jws.Signer = _ => new byte[64]), address: Here) },
        { "a new key on no session", (server, _) => server.SendAsync($"/mobile/v1/sessions/{Nowhere.Sid}/claim", new TestPhone().Claim(Nowhere), address: Here) },
    };

    /// <summary>What costs next to nothing.</summary>
    public static TheoryData<string, Func<PortalServer, TestPhone, Task<HttpResponseMessage>>> CheapOnes => new()
    {
        { "nothing", (server, _) => server.SendAsync(Identity, [], address: Here) },
        { "garbage", (server, _) => server.SendAsync(Identity, Garbage, address: Here) },
        { "too large", (server, _) => server.SendAsync(Identity, new byte[9000], address: Here) },
        { "another type", (server, _) => server.Client(address: Here).PostAsync(Identity, new StringContent("x"), Cancellation) },
        { "another algorithm", (server, phone) => server.SendAsync(Identity, phone.Unlock(TestPortal.Productie, "AAAA", change: jws => jws.Header["alg"] = "HS256"), address: Here) },
        { "another method", (server, _) => server.Client(address: Here).GetAsync("/mobile/v1/challenges", Cancellation) },
        { "a challenge", (server, _) => server.Client(address: Here).PostAsync("/mobile/v1/challenges", content: null, Cancellation) },
        { "environment", (server, _) => server.Client(address: Here).GetAsync("/mobile/v1/environment", Cancellation) },
    };

    public static TheoryData<string, Func<PortalServer, TestPhone, Task<HttpResponseMessage>>> GoodOnes => new()
    {
        { "a new phone, granted", async (server, _) => await ClaimAsync(server, await server.AddAdministratorAsync(), new TestPhone()) },
    };

    [Theory]
    [MemberData(nameof(BadOnes))]
    public async Task OneBadTooMany_IsRefusedUnchecked(string name, Func<PortalServer, TestPhone, Task<HttpResponseMessage>> send)
    {
        await using var server = await PortalServer.StartAsync(("Limits:BadPerAddress", "2"));
        var phone = await server.SeedAdministratorAsync();
        var good = phone.Unlock(TestPortal.Productie, await server.ChallengeAsync());

        Assert.True((await send(server, phone)).StatusCode is >= HttpStatusCode.BadRequest and not HttpStatusCode.TooManyRequests, name);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, (await send(server, phone)).StatusCode);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await send(server, phone)).StatusCode);
        await (await server.SendAsync(Identity, good, address: Here)).MustProblemAsync(429, "too-many-requests", "retryAfter");
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(Identity, good, address: Elsewhere)).StatusCode);
    }

    [Theory]
    [MemberData(nameof(GoodOnes))]
    public async Task GoodOnes_AreNotBadAndAreCounted(string name, Func<PortalServer, TestPhone, Task<HttpResponseMessage>> send)
    {
        await using var server = await PortalServer.StartAsync(("Limits:BadPerAddress", "1"), ("Limits:GoodPerAddress", "4"));
        var phone = await server.SeedAdministratorAsync();
        server.Time.Advance(TimeSpan.FromMinutes(1));

        for (var i = 0; i < 4; i++)
            Assert.True((await send(server, phone)).StatusCode != HttpStatusCode.TooManyRequests, $"{name}, {i}");

        Assert.Equal(HttpStatusCode.TooManyRequests, (await send(server, phone)).StatusCode);
    }

    [Fact]
    public async Task WhileTheDatabaseIsAway_IsCountedForNothing()
    {
        await using var server = await PortalServer.StartAsync(("Limits:BadPerAddress", "1"), ("Limits:GoodPerAddress", "3"));
        var phone = await server.SeedAdministratorAsync();
        var message = phone.Unlock(TestPortal.Productie, await server.ChallengeAsync());
        await server.ExecuteAsync("ALTER TABLE Phones RENAME TO Hidden;");

        for (var i = 0; i < 4; i++)
            Assert.Equal(HttpStatusCode.InternalServerError, (await server.SendAsync(Identity, message, address: Here)).StatusCode);

        await server.ExecuteAsync("ALTER TABLE Hidden RENAME TO Phones;");
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(Identity, message, address: Here)).StatusCode);
    }

    [Theory]
    [MemberData(nameof(CheapOnes))]
    public async Task CheapOnes_AreCountedForNothing(string name, Func<PortalServer, TestPhone, Task<HttpResponseMessage>> send)
    {
        await using var server = await PortalServer.StartAsync(("Limits:BadPerAddress", "1"), ("Limits:GoodPerAddress", "2"));
        var phone = await server.SeedAdministratorAsync();

        for (var i = 0; i < 10; i++)
            Assert.True((await send(server, phone)).StatusCode != HttpStatusCode.TooManyRequests, $"{name}, {i}");

        await (await UnlockAsync(server, phone)).MustJsonAsync();
    }

    [Fact]
    public async Task AddressThatIsFull_ServesThePhonesThatAreKnownThere()
    {
        await using var server = await PortalServer.StartAsync(("Limits:BadPerAddress", "2"), ("Limits:GoodPerAddress", "4"));
        var (known, other) = (await server.SeedAdministratorAsync(), await server.SeedAdministratorAsync());
        await (await UnlockAsync(server, known)).MustJsonAsync();
        for (var i = 0; i < 3; i++)
            await server.SendAsync(Identity, new TestPhone().Unlock(TestPortal.Productie, "AAAA"), address: Here);

        await (await UnlockAsync(server, other)).MustProblemAsync(429, "too-many-requests", "retryAfter");
        await (await UnlockAsync(server, known)).MustJsonAsync();
    }

    [Fact]
    public async Task AddressThatIsFull_ServesThemAlsoAfterARestart()
    {
        var before = await PortalServer.StartAsync(("Limits:BadPerAddress", "1"));
        var phone = await before.SeedAdministratorAsync();
        await (await UnlockAsync(before, phone)).MustJsonAsync();
        await using var server = await before.RestartAsync();
        await server.Get<LearnPhoneNetworks>().ExecuteAsync(Cancellation);
        await server.SendAsync(Identity, new TestPhone().Unlock(TestPortal.Productie, "AAAA"), address: Here);

        await (await UnlockAsync(server, phone)).MustJsonAsync();
    }

    [Fact]
    public async Task PhoneThatSendsTooMuch_AlsoOneThatWasGivenUp_ShutsNobodyElseOut()
    {
        await using var server = await PortalServer.StartAsync(("Limits:BadPerAddress", "2"), ("Limits:GoodPerAddress", "10"));
        var (phone, other) = (await server.SeedAdministratorAsync(), await server.SeedAdministratorAsync());
        await server.QueryAsync(db => db.Phones.Where(p => p.Kid == phone.Kid).ExecuteUpdateAsync(set => set.SetProperty(p => p.State, PhoneState.Revoked)));
        for (var i = 0; i < 1_200; i++)
            await server.SendAsync(Identity, phone.Unlock(TestPortal.Productie, "AAAA"), address: Here);

        await (await UnlockAsync(server, other)).MustJsonAsync();
    }

    [Fact]
    public async Task PageOfAnotherSite_UsesUpItsOwnShare()
    {
        await using var server = await PortalServer.StartAsync(("Limits:BadPerAddress", "2"));
        var phone = await server.SeedAdministratorAsync();
        for (var i = 0; i < 2; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, await SendFromAsync("https://elsewhere.example"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await SendFromAsync("https://elsewhere.example"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await SendFromAsync("null"));

        Assert.Equal(HttpStatusCode.Unauthorized, await SendFromAsync(TestPortal.Acceptatie));
        await (await UnlockAsync(server, phone)).MustJsonAsync();

        async Task<HttpStatusCode> SendFromAsync(string origin)
        {
            using var browser = server.Client(address: Here);
            browser.DefaultRequestHeaders.Add("Origin", origin);
            return (await browser.PostAsync(Identity, PortalServer.Message(new TestPhone().Unlock(TestPortal.Productie, "AAAA")), Cancellation)).StatusCode;
        }
    }

    [Theory]
    [InlineData("nl", "Te veel pogingen.")]
    [InlineData("en", "Too many attempts.")]
    public async Task Refusal_TellsWhenToComeBack_InTheCallersLanguageAndToEveryOrigin(string language, string title)
    {
        await using var server = await PortalServer.StartAsync(("Limits:BadPerAddress", "1"));
        await server.SendAsync(Identity, Bad(), address: Here);

        var answer = await server.SendAsync(Identity, Bad(), language, address: Here);

        var problem = await answer.MustProblemAsync(429, "too-many-requests", "retryAfter");
        Assert.StartsWith(title, problem["title"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal((60, "60"), (problem["retryAfter"]!.GetValue<int>(), answer.Header("Retry-After")));
        Assert.Equal(("*", "no-store"), (answer.Header("Access-Control-Allow-Origin"), answer.Header("Cache-Control")));

        server.Time.Advance(TimeSpan.FromSeconds(60));
        await (await server.SendAsync(Identity, Bad(), address: Here)).MustProblemAsync(401, "unknown-phone");
    }

    [Fact]
    public async Task Preflight_OfAnAddressAboveItsLimit_IsAnswered()
    {
        await using var server = await PortalServer.StartAsync(("Limits:BadPerAddress", "1"));
        await server.SendAsync(Identity, Bad(), address: Here);
        using var client = server.Client(address: Here);
        using var preflight = new HttpRequestMessage(HttpMethod.Options, Identity);

        Assert.Equal(HttpStatusCode.NoContent, (await client.SendAsync(preflight, Cancellation)).StatusCode);
    }

    [Fact]
    public async Task ManyBadAtOnce_AreLookedAtUpToTheLimit()
    {
        await using var server = await PortalServer.StartAsync(("Limits:BadPerAddress", "20"));

        var answers = await Race.RunAsync(100, _ => server.SendAsync(Identity, new TestPhone().Unlock(TestPortal.Productie, "AAAA"), address: Here));

        Assert.Equal((20, 80), (answers.Count(a => a.StatusCode == HttpStatusCode.Unauthorized), answers.Count(a => a.StatusCode == HttpStatusCode.TooManyRequests)));
    }

    [Theory]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:1:ffff::9", true)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:2::1", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    public async Task OfIpv6_IsItsNetwork(string first, string second, bool isSame)
    {
        await using var server = await PortalServer.StartAsync(("Limits:BadPerAddress", "1"));
        await server.SendAsync(Identity, Bad(), address: first);

        Assert.Equal(isSame, (await server.SendAsync(Identity, Bad(), address: second)).StatusCode == HttpStatusCode.TooManyRequests);
    }

    [Theory]
    [InlineData("10.0.0.2", false)]
    [InlineData("10.0.0.3", true)]
    public async Task ToldByAProxy_IsBelievedOfAKnownOne(string proxy, bool isOfTheProxy)
    {
        await using var server = await PortalServer.StartAsync(("Limits:BadPerAddress", "1"), ("Proxies:Known", "10.0.0.2"));

        await ForwardAsync("198.51.100.1");
        Assert.Equal(isOfTheProxy, (await ForwardAsync("198.51.100.2")).StatusCode == HttpStatusCode.TooManyRequests);

        async Task<HttpResponseMessage> ForwardAsync(string client)
        {
            using var http = server.Client(address: proxy);
            http.DefaultRequestHeaders.Add("X-Forwarded-For", client);
            return await http.PostAsync(Identity, PortalServer.Message(Bad()), Cancellation);
        }
    }

    [Fact]
    public async Task AHospitalAtSeven_IsServed()
    {
        await using var server = await PortalServer.StartAsync();
        var logins = new List<(TestPhone Phone, TestQr Qr)>();
        for (var i = 0; i < 20; i++)
            logins.Add((await server.SeedAdministratorAsync(), await server.OpenLoginAsync()));

        // Each sends what it sends ten times.
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 10; i++)
            answers.AddRange(await Race.RunAsync(logins.Count, of => ClaimAsync(server, logins[of].Qr, logins[of].Phone)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
    }

    private static Task<HttpResponseMessage> ClaimAsync(PortalServer server, TestQr qr, TestPhone phone) =>
        server.SendAsync($"/mobile/v1/sessions/{qr.Sid}/claim", phone.Claim(qr), address: Here);

    /// <summary>A message whose signature is checked, of a phone that nobody knows.</summary>
    private static byte[] Bad() => new TestPhone().Unlock(TestPortal.Productie, "AAAA");

    private static Task<HttpResponseMessage> UnlockAsync(PortalServer server, TestPhone phone) =>
        server.SendAsync(Identity, phone.Unlock(TestPortal.Productie, server.Get<ChallengeNonces>().Create(PortalEnvironment.Productie)), address: Here);
}
