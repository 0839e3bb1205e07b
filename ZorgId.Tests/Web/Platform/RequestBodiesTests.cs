using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ZorgId.Tests.Support;
using ZorgId.Web.Platform.Requests;

namespace ZorgId.Tests.Web.Platform;

/// <summary>What a stranger posts that is no form: told as that, and no error of ours.</summary>
[Trait("Speed", "slow")]
public sealed class RequestBodiesTests
{
    private const string Multipart = "multipart/form-data; boundary=x";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, int, int> Bodies => new()
    {
        { "application/x-www-form-urlencoded", string.Join('&', Enumerable.Range(0, 1_100).Select(i => $"a{i}=1")), 1, 400 },
        { Multipart, "--x\r\nContent-Disposition: form-data; name=\"ticket\"\r\n\r\nno end", 1, 400 },
        { Multipart, "no part", 1, 400 },
        { "application/x-www-form-urlencoded; charset=utf-7", "ticket=a", 1, 400 },
        { "multipart/form-data", "no boundary", 1, 400 },
        { "application/x-www-form-urlencoded", "a=", RequestBodies.MaxLength, 413 },
        { "text/plain", "a", RequestBodies.MaxLength + 1, 413 },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Post_BodyThatIsNoForm_IsToldAsThatAndLogsNoError(string type, string text, int times, int status)
    {
        await using var server = await PortalServer.StartAsync(("Logging:LogLevel:Default", "Error"), ("Logging:LogLevel:Microsoft.AspNetCore", "Error"));
        var body = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(text, times)));
        using var client = server.Client();
        foreach (var path in (string[])["/portal/inloggen/voltooien", "/portal/uitloggen", "/portal", "/nergens"])
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            Assert.Equal((HttpStatusCode)status, (await client.PostAsync(path, content, Cancellation)).StatusCode);
        }

        Assert.Empty(server.Log.Text);
    }

    [Fact]
    public async Task Post_FormThatComesTooSlowly_Ends()
    {
        await using var server = await PortalServer.StartAsync(("Logging:LogLevel:Default", "Error"), ("Logging:LogLevel:Microsoft.AspNetCore", "Error"));
        using var client = server.Client();
        using var content = new SlowContent("application/x-www-form-urlencoded");
        var answer = client.PostAsync("/portal/inloggen/voltooien", content, Cancellation);

        await Until.IsAsync(
            () =>
            {
                server.Time.Advance(TimeSpan.FromSeconds(1));
                return Task.FromResult(answer.IsCompleted);
            },
            () => "It is waited for without end.",
            TimeSpan.FromMilliseconds(10));

        Assert.Empty(server.Log.Text);
        Assert.Equal(HttpStatusCode.RequestTimeout, (await answer).StatusCode);
        Assert.Empty(server.Log.Text);
    }
}
