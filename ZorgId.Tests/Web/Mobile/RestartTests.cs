using System.Text.Json.Nodes;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Web.Mobile;

/// <summary>What a phone was told by a server is true of the next one on the same database.</summary>
[Trait("Speed", "slow")]
public sealed class RestartTests
{
    private const string Identity = "/mobile/v1/identity";
    private const string TypedCodes = "/mobile/v1/typed-codes";

    [Fact]
    public async Task Retries_AfterARestart_GetTheSameAnswers()
    {
        var first = await PortalServer.StartAsync();
        var (phone, newPhone) = (await first.SeedAdministratorAsync(), new TestPhone());
        var (login, enrollment) = (await first.OpenLoginAsync(), await first.AddAdministratorAsync());
        var nonce = await first.MustClaimAsync(phone, login);
        var typed = newPhone.TypeCode(TestPortal.Productie, await first.MustShowTypedCodeAsync(enrollment), hasAccount: false);
        List<(string Path, byte[] Message)> messages =
        [
            ($"/mobile/v1/sessions/{login.Sid}/claim", phone.Claim(login)),
            (Identity, phone.Unlock(TestPortal.Productie, await first.ChallengeAsync())),
            ($"/mobile/v1/sessions/{login.Sid}/decision", phone.Accept(login, nonce, "11223")),
            (TypedCodes, typed),
        ];
        var before = await AnswersAsync(first, messages);

        await using var second = await first.RestartAsync();

        Assert.Equal(before, await AnswersAsync(second, messages));
        Assert.Equal(["200", "200", "401", "200"], before.Select(answer => answer[..3]));
    }

    [Fact]
    public async Task Decision_AcceptedBeforeARestart_IsTheSameAfterIt()
    {
        var first = await PortalServer.StartAsync();
        var (phone, enrollment) = (new TestPhone(), await first.AddAdministratorAsync());
        var message = phone.Accept(enrollment, await first.MustClaimAsync(phone, enrollment));
        var before = await (await first.SendAsync(enrollment, "decision", message)).MustJsonAsync();

        await using var second = await first.RestartAsync();

        Assert.Equal(before.ToJsonString(), (await (await second.SendAsync(enrollment, "decision", message)).MustJsonAsync()).ToJsonString());
        await (await second.SendAsync(enrollment, "claim", phone.Claim(enrollment))).MustProblemAsync(409, "session-closed", "state");
    }

    [Fact]
    public async Task Session_ClaimedBeforeARestart_IsDecidedAfterIt()
    {
        var first = await PortalServer.StartAsync();
        var (phone, login) = (await first.SeedAdministratorAsync(), await first.OpenLoginAsync());
        var nonce = await first.MustClaimAsync(phone, login);

        await using var second = await first.RestartAsync();

        var decision = await (await second.SendAsync(login, "decision", phone.Accept(login, nonce))).MustJsonAsync();
        Assert.Equal("accepted", decision["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task TypedCode_ShownBeforeARestart_IsExchangedAndClaimedAfterIt()
    {
        var first = await PortalServer.StartAsync();
        var (phone, enrollment) = (new TestPhone(), await first.AddAdministratorAsync());
        var message = phone.TypeCode(TestPortal.Productie, await first.MustShowTypedCodeAsync(enrollment), hasAccount: false);
        var before = (await (await first.SendAsync(TypedCodes, message)).MustJsonAsync())["qr"]!.GetValue<string>();

        await using var second = await first.RestartAsync();

        Assert.Equal(before, (await (await second.SendAsync(TypedCodes, message)).MustJsonAsync())["qr"]!.GetValue<string>());
        await second.AcceptAsync(phone, TestQr.Parse(before));
    }

    [Fact]
    public async Task ChangePin_DoneBeforeARestart_IsDoneOnceAndTheNonceIsUsed()
    {
        var first = await PortalServer.StartAsync();
        var phone = await first.SeedAdministratorAsync();
        var nonce = await first.ChallengeAsync();
        var message = phone.ChangePin(TestPortal.Productie, nonce, "62607");
        Assert.Equal(System.Net.HttpStatusCode.NoContent, (await first.SendAsync(Identity, message)).StatusCode);

        await using var second = await first.RestartAsync();

        Assert.Equal(System.Net.HttpStatusCode.NoContent, (await second.SendAsync(Identity, message)).StatusCode);
        await (await second.SendAsync(Identity, phone.Unlock(TestPortal.Productie, nonce, "62607"))).MustProblemAsync(409, "nonce-unusable");
    }

    [Fact]
    public async Task WrongPins_BeforeARestart_Count()
    {
        var first = await PortalServer.StartAsync();
        var phone = await first.SeedAdministratorAsync();
        await first.SendAsync(Identity, phone.Unlock(TestPortal.Productie, await first.ChallengeAsync(), "11223"));
        await first.SendAsync(Identity, phone.Unlock(TestPortal.Productie, await first.ChallengeAsync(), "11224"));
        var challenge = await first.ChallengeAsync();

        await using var second = await first.RestartAsync();

        await (await second.SendAsync(Identity, phone.Unlock(TestPortal.Productie, challenge, "11225"))).MustProblemAsync(403, "pin-blocked");
    }

    private static async Task<IReadOnlyList<string>> AnswersAsync(PortalServer server, IEnumerable<(string Path, byte[] Message)> messages)
    {
        var answers = new List<string>();
        foreach (var (path, message) in messages)
        {
            var answer = await server.SendAsync(path, message);
            answers.Add($"{(int)answer.StatusCode} {JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.ToJsonString()}");
        }

        return answers;
    }
}
