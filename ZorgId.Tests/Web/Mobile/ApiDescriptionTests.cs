using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using ZorgId.Tests.Support;
using ZorgId.Web.Mobile;

namespace ZorgId.Tests.Web.Mobile;

/// <summary>/openapi/v1.json says what the mobile API does, and nothing else.</summary>
public sealed class ApiDescriptionTests(PortalServer server) : IClassFixture<PortalServer>
{
    private const string Root = "/mobile/v1";

    [Fact]
    public async Task Document_Operations_AreTheMappedEndpoints()
    {
        var mapped = from endpoint in server.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                     where endpoint.RoutePattern.RawText!.StartsWith(Root, StringComparison.Ordinal)
                     from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
                     select $"{method} {endpoint.RoutePattern.RawText}";

        Assert.Equal(mapped.Order(), (await ApiDocument.ReadAsync(server)).Operations.Order());
    }

    [Fact]
    public async Task Document_EveryHost_NamesTheOriginsOfTheSettings()
    {
        using var client = server.Client("https://elsewhere.example");
        var document = await (await client.GetAsync("/openapi/v1.json", TestContext.Current.CancellationToken)).MustJsonAsync();

        Assert.Equal([TestPortal.Productie, TestPortal.Acceptatie], document["servers"]!.AsArray().Select(s => s!["url"]!.GetValue<string>()));
        Assert.StartsWith("3.1", document["openapi"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("1", document["info"]!["version"]!.GetValue<string>());
    }

    [Fact]
    public async Task Document_Problems_AreAllOfTheTable()
    {
        var document = await ApiDocument.ReadAsync(server);

        Assert.Equal(
            ProblemKind.All.Select(p => $"{p.Status} {p.Type}").Order(),
            document.Operations.SelectMany(document.Problems).Distinct().Order());
    }

    [Fact]
    public async Task Document_Messages_AreJoseWithTheTypeOfTheirOwn()
    {
        var document = await ApiDocument.ReadAsync(server);
        var bodies = document.Operations.Select(o => (Operation: o, Body: document.Operation(o)["requestBody"])).Where(b => b.Body is not null).ToList();

        Assert.Equal(4, bodies.Count);
        Assert.All(bodies, b => Assert.Equal("application/jose", b.Body!["content"].Members()));
        Assert.Contains("typ zorgid-decision+jwt; payload: aud, sid, nonce, decision, pin?, pinKey?, device?.", Describe("decision"), StringComparison.Ordinal);
        Assert.Contains("typ zorgid-typed+jwt; payload: aud, typedCode.", Describe("typed-codes"), StringComparison.Ordinal);

        string Describe(string path) => bodies.Single(b => b.Operation.EndsWith(path, StringComparison.Ordinal)).Body!["description"]!.GetValue<string>();
    }

    [Fact]
    public async Task Document_Answers_AreDescribedAsTheyAre()
    {
        var document = await ApiDocument.ReadAsync(server);
        var (phone, newPhone) = (await server.SeedAdministratorAsync(), new TestPhone());
        var (login, enrollment) = (await server.OpenLoginAsync(), await server.AddAdministratorAsync());
        var unlock = phone.Unlock(TestPortal.Productie, await server.ChallengeAsync());
        var typed = phone.TypeCode(TestPortal.Productie, await server.MustShowTypedCodeAsync(login), hasAccount: true);

        await MustFitAsync(document, "POST /mobile/v1/typed-codes", await server.SendAsync("/mobile/v1/typed-codes", typed, address: TestPortal.BrowserAddress));
        await MustFitAsync(document, "POST /mobile/v1/identity", await server.SendAsync("/mobile/v1/identity", unlock));
        await MustFitAsync(document, "POST /mobile/v1/sessions/{sid}/claim", await server.SendAsync(login, "claim", phone.Claim(login)));
        var claim = await MustFitAsync(document, "POST /mobile/v1/sessions/{sid}/claim", await server.SendAsync(enrollment, "claim", newPhone.Claim(enrollment)));
        await MustFitAsync(
            document, "POST /mobile/v1/sessions/{sid}/decision", await server.SendAsync(enrollment, "decision", newPhone.Accept(enrollment, claim["nonce"]!.GetValue<string>())));
        using var client = server.Client();
        await MustFitAsync(document, "GET /mobile/v1/environment", await client.GetAsync("/mobile/v1/environment", TestContext.Current.CancellationToken));
        await MustFitAsync(document, "POST /mobile/v1/challenges", await client.PostAsync("/mobile/v1/challenges", content: null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Document_TooManyRequests_HasItsHeader() => Assert.Equal(
        "Retry-After", (await ApiDocument.ReadAsync(server)).Operation("POST /mobile/v1/typed-codes")["responses"]!["429"]!["headers"].Members());

    private static async Task<JsonObject> MustFitAsync(ApiDocument document, string operation, HttpResponseMessage answer)
    {
        var json = await answer.MustJsonAsync();
        Assert.Empty(document.Faults(json, document.Answer(operation, 200)));
        return json;
    }
}
