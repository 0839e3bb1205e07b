using System.Net;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Web.Mobile;

/// <summary>Size and type of what a phone sends: looked at in this order, before the message itself.</summary>
public sealed class MessageBodyTests(PortalServer server) : IClassFixture<PortalServer>
{
    private const int Largest = 8192;

    private static readonly string[] Paths =
        ["/mobile/v1/sessions/AAAAAAAAAAAAAAAAAAAAAA/claim", "/mobile/v1/sessions/AAAAAAAAAAAAAAAAAAAAAA/decision", "/mobile/v1/identity", "/mobile/v1/typed-codes"];

    public static TheoryData<string, bool> Ways
    {
        get
        {
            var ways = new TheoryData<string, bool>();
            foreach (var path in Paths)
            {
                ways.Add(path, true);
                ways.Add(path, false);
            }

            return ways;
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Read_OneOctetTooMany_Is413(string path, bool tellsLength) =>
        await (await PostAsync(path, Largest + 1, tellsLength, "application/jose")).MustProblemAsync(413, "message-too-large");

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Read_AsLargeAsAllowed_IsLookedAt(string path, bool tellsLength) =>
        await (await PostAsync(path, Largest, tellsLength, "application/jose")).MustProblemAsync(400, "malformed-message");

    [Fact]
    public async Task Read_GoodMessageOfTheLargestSize_IsObeyed()
    {
        var (phone, qr) = (await server.SeedAdministratorAsync(), await server.OpenLoginAsync());
        // Members that are not known are ignored; this one fills the message up. Of three octets and four characters, some
        // lengths cannot be had: the largest that fits is taken.
        byte[] message = [];
        for (var padding = 5500; Fill(padding) is { Length: <= Largest } fits; padding++)
            message = fits;
        Assert.InRange(message.Length, Largest - 3, Largest);

        await (await server.SendAsync(qr, "claim", message)).MustJsonAsync();

        byte[] Fill(int padding) => phone.Claim(qr, jws => jws.Payload["filler"] = new string('x', padding));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Read_TooLargeAndOfWrongType_IsTooLarge(bool tellsLength) =>
        await (await PostAsync(Paths[0], Largest + 1, tellsLength, "text/plain")).MustProblemAsync(413, "message-too-large");

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json")]
    [InlineData("application/jose+json")]
    [InlineData("nonsense")]
    [InlineData(null)]
    public async Task Read_AnotherType_Is415BeforeShape(string? type) =>
        await (await PostAsync(Paths[0], 10, tellsLength: true, type)).MustProblemAsync(415, "unsupported-media-type");

    [Theory]
    [InlineData("application/jose; charset=utf-8")]
    [InlineData("APPLICATION/JOSE")]
    public async Task Read_TypeWrittenOtherwise_IsLookedAt(string type) =>
        await (await PostAsync(Paths[0], 10, tellsLength: true, type)).MustProblemAsync(400, "malformed-message");

    [Fact]
    public async Task Read_NoBody_IsMalformed() => await (await PostAsync(Paths[0], 0, tellsLength: true, "application/jose")).MustProblemAsync(400, "malformed-message");

    [Fact]
    public async Task Read_SlowerThanTheDeadlineInAll_IsToldAndCountedForNothing()
    {
        await using var own = await PortalServer.StartAsync(("Limits:BadPerAddress", "1"), ("Limits:GoodPerAddress", "2"));
        var phone = await own.SeedAdministratorAsync();
        using var client = own.Client(address: "192.0.2.10");
        var answers = Enumerable.Range(0, 3).Select(_ => client.PostAsync(Paths[2], new SlowContent("application/jose"), TestContext.Current.CancellationToken)).ToList();

        while (!answers.TrueForAll(a => a.IsCompleted))
        {
            own.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        foreach (var answer in answers)
            await (await answer).MustProblemAsync(408, "message-too-slow");
        await (await own.SendAsync(Paths[2], phone.Unlock(TestPortal.Productie, await own.ChallengeAsync()), address: "192.0.2.10")).MustJsonAsync();
    }

    private async Task<HttpResponseMessage> PostAsync(string path, int octets, bool tellsLength, string? type)
    {
        var body = new byte[octets];
        Array.Fill(body, (byte)'a');
        using var client = server.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = tellsLength ? new ByteArrayContent(body) : new Unmeasured(body) };
        if (type is not null)
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Sent in chunks: nobody says beforehand how long it is.</summary>
    private sealed class Unmeasured(byte[] body) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(body).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
