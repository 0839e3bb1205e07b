using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ZorgId.Core.Audit;
using ZorgId.Core.Audit.Tree;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Web.PublicLog;

/// <summary>What programs of others read of the log, by HTTP.</summary>
public sealed class PublicLogApiTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Log_ReadByAStranger_ShowsThatItOnlyGrows()
    {
        await using var server = await PortalServer.StartAsync();
        using var client = server.Client();
        Assert.True(NoteVerifier.TryParse((await ReadAsync(client, "key", "public, max-age=3600, no-transform")).TrimEnd('\n'), out var key));
        await MustRefuseAsync(client, "checkpoint", HttpStatusCode.NotFound);

        await server.SeedAdministratorAsync();
        await PublishAsync(server);
        var first = await CheckpointAsync(client, key);
        await server.AddAdministratorAsync();
        server.Time.Advance(TimeSpan.FromHours(1));
        await PublishAsync(server);
        var second = await CheckpointAsync(client, key);

        Assert.True(first.Size < second.Size);
        var proof = await ReadAsync(client, $"consistency?from={first.Size}&to={second.Size}", "public, max-age=3600, no-transform");
        var hashes = proof.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Convert.FromBase64String).ToList();
        Assert.True(new ConsistencyProof(first.Size, second.Size, hashes).Verify(first.Root.Span, second.Root.Span));
        Assert.Empty(await ReadAsync(client, $"consistency?from={first.Size}&to={first.Size}", "public, max-age=3600, no-transform"));
        await MustRefuseAsync(client, $"consistency?from={first.Size}&to={second.Size + 1}", HttpStatusCode.NotFound);
        await MustRefuseAsync(client, $"consistency?from={second.Size}&to={first.Size}", HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?from=1")]
    [InlineData("?from=0&to=1")]
    [InlineData("?from=-1&to=1")]
    [InlineData("?from=+1&to=1")]
    [InlineData("?from=1&to=9223372036854775808")]
    [InlineData("?from=1&from=1&to=2")]
    [InlineData("?from=one&to=two")]
    public async Task Consistency_OfWhatAreNoSizes_IsABadRequest(string query)
    {
        await using var server = await PortalServer.StartAsync();
        using var client = server.Client();

        await MustRefuseAsync(client, "consistency" + query, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Service_HourPassed_PublishesByItself()
    {
        await using var server = await PortalServer.StartAsync();
        using var client = server.Client();
        await server.AddAdministratorAsync();
        await server.SealAsync();
        var key = server.Get<AuditSigningKey>().Verifier;

        await Until.IsAsync(() => PassAMinuteAsync(server, client), () => "No checkpoint was published.");

        Assert.Equal((await server.HeadAsync()).Size, (await CheckpointAsync(client, key)).Size);
    }

    private static async Task<bool> PassAMinuteAsync(PortalServer server, HttpClient client)
    {
        server.Time.Advance(TimeSpan.FromMinutes(1));
        using var answer = await client.GetAsync("/log/v1/checkpoint", Cancellation);
        return answer.StatusCode == HttpStatusCode.OK;
    }

    private static async Task PublishAsync(PortalServer server)
    {
        await server.SealAsync();
        await server.Get<PublishCheckpoint>().ExecuteAsync(Cancellation);
    }

    private static async Task<Checkpoint> CheckpointAsync(HttpClient client, NoteVerifier key)
    {
        Assert.True(SignedNote.TryParse(Encoding.UTF8.GetBytes(await ReadAsync(client, "checkpoint", "public, max-age=60, no-transform")), out var note));
        Assert.True(note.IsSignedBy(key));
        Assert.True(Checkpoint.TryParse(note.Text, out var checkpoint));
        Assert.Equal(key.Name, checkpoint.Origin);
        return checkpoint;
    }

    private static async Task<string> ReadAsync(HttpClient client, string what, string cache)
    {
        using var answer = await client.GetAsync("/log/v1/" + what, Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/plain; charset=utf-8", $"{answer.Content.Headers.ContentType}");
        Assert.Equal(cache.Split(", ").Order(StringComparer.Ordinal), $"{answer.Headers.CacheControl}".Split(", ").Order(StringComparer.Ordinal));
        Assert.Equal("nosniff", string.Join(',', answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        return await answer.Content.ReadAsStringAsync(Cancellation);
    }

    private static async Task MustRefuseAsync(HttpClient client, string what, HttpStatusCode status)
    {
        using var answer = await client.GetAsync("/log/v1/" + what, Cancellation);
        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Equal((int)status, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!["status"]!.GetValue<int>());
    }
}
