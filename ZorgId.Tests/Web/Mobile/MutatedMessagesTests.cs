using CsCheck;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Web.Mobile;

/// <summary>
/// Good messages, each changed in one to three ways: every one is refused, none breaks anything, none is written down. A
/// failure prints the seed that brings it back (CsCheck).
/// </summary>
public sealed class MutatedMessagesTests
{
    // What no database is asked is the same on both.
    private static readonly int InTheSuite = Sql.IsPostgreSql ? 1_000 : 5_000;

    private static readonly (string Key, string Value)[] NoLimits =
        [("Limits:BadPerAddress", "1000000"), ("Limits:GoodPerAddress", "1000000"), ("Limits:PerPhone", "10000")];

    [Fact]
    public Task Send_Mutated_IsRefusedAndWritesNothing() => MutateAsync(InTheSuite);

    /// <summary>As many as CsCheck_Iter says, or for CsCheck_Time seconds (CONTRIBUTING).</summary>
    [Fact(Explicit = true)]
    public Task Send_MutatedForAsLongAsAsked_IsRefusedAndWritesNothing() => MutateAsync(-1);

    private static async Task MutateAsync(long count)
    {
        await using var server = await PortalServer.StartAsync(NoLimits);
        var messages = await GoodOnesAsync(server);
        var version = await server.DataVersionAsync();

        await Gen.Select(Gen.Int[0, messages.Length - 1], Gen.Int[0, messages.Length - 1], Mutation.Any.Array[1, 3]).SampleAsync(
            async (number, other, mutations) =>
            {
                var (path, good) = messages[number];
                var mutated = mutations.Aggregate(good, (message, mutation) => message.Length == 0 ? message : mutation.ApplyTo(message, messages[other].Message));
                // All segments of another make that other one, which is good.
                if (messages.Any(m => mutated.AsSpan().SequenceEqual(m.Message)))
                    return;
                using var answer = await server.SendAsync(path, mutated);
                Assert.InRange((int)answer.StatusCode, 400, 499);
                Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            },
            iter: count,
            print: sample => $"message {sample.Item1}, other {sample.Item2}: {string.Join("; ", sample.Item3.Select(m => $"{m.Way} at {m.At} size {m.Size} {Convert.ToHexString(m.Octets)}"))}");

        Assert.Equal(version, await server.DataVersionAsync());
        // They were good, and are still.
        foreach (var (path, message) in messages)
        {
            using var answer = await server.SendAsync(path, message);
            Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode}");
        }
    }

    /// <summary>Of each kind, none of which is in another's way.</summary>
    private static async Task<(string Path, byte[] Message)[]> GoodOnesAsync(PortalServer server)
    {
        var (phone, newPhone, typist) = (await server.SeedAdministratorAsync(), new TestPhone(), new TestPhone());
        var (login, claimed, enrollment) = (await server.OpenLoginAsync(), await server.OpenLoginAsync(), await server.AddAdministratorAsync());
        var (bound, nonce) = (await server.AddAdministratorAsync(), await server.MustClaimAsync(phone, claimed));
        var boundNonce = await server.MustClaimAsync(typist, bound);
        var typed = await server.MustShowTypedCodeAsync(await server.AddAdministratorAsync());
        return
        [
            (Path(login, "claim"), phone.Claim(login)),
            (Path(enrollment, "claim"), newPhone.Claim(enrollment)),
            (Path(claimed, "decision"), phone.Accept(claimed, nonce)),
            (Path(bound, "decision"), typist.Accept(bound, boundNonce)),
            ("/mobile/v1/identity", phone.Unlock(TestPortal.Productie, await server.ChallengeAsync())),
            ("/mobile/v1/identity", phone.ChangePin(TestPortal.Productie, await server.ChallengeAsync(), "27182", phone.Pin)),
            ("/mobile/v1/typed-codes", new TestPhone().TypeCode(TestPortal.Productie, typed, hasAccount: false)),
        ];
    }

    private static string Path(TestQr qr, string what) => $"/mobile/v1/sessions/{qr.Sid}/{what}";
}
