using System.Net;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Crash;

/// <summary>Something else holds the database for longer than the portal waits: who asks is told that it was not done, nothing is lost, and it goes on once the database is free.</summary>
public sealed class LockedDatabaseTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_DatabaseLocked_AreErrorsAndTheSameMessagesAreDoneOnceItIsFree()
    {
        await using var server = await PortalServer.StartAsync();
        var (phone, login, enrollment) = (await server.SeedAdministratorAsync(), await server.OpenLoginAsync(), await server.AddAdministratorAsync());
        var nonce = await server.MustClaimAsync(phone, login);
        var challenge = await server.ChallengeAsync();
        (string Path, byte[] Message)[] messages =
        [
            ("/mobile/v1/identity", phone.Unlock(TestPortal.Productie, challenge, "11223")),
            ($"/mobile/v1/sessions/{login.Sid}/decision", phone.Accept(login, nonce)),
            ($"/mobile/v1/sessions/{enrollment.Sid}/claim", new TestPhone().Claim(enrollment)),
        ];
        var before = await server.HeadAsync();

        await using (await LockAsync(server))
        {
            var answers = await Task.WhenAll(messages.Select(m => server.SendAsync(m.Path, m.Message, "nl")));
            foreach (var answer in answers)
                Assert.Equal("Er ging iets mis. Probeer het later nog eens.", (await answer.MustProblemAsync(500, "server-error"))["title"]!.GetValue<string>());
        }

        Assert.Equal(before, await server.HeadAsync());
        HttpStatusCode[] codes = [.. (await Task.WhenAll(messages.Select(m => server.SendAsync(m.Path, m.Message)))).Select(a => a.StatusCode)];
        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.OK, HttpStatusCode.OK], codes);
        var told = (await server.LogAsync(before)).Select(e => e.Action);
        Assert.Equal([AuditAction.SessionClaimed, AuditAction.SessionAccepted, AuditAction.PinRefused], told.Order());
        Assert.Null((await server.Get<VerifyAudit>().ExecuteAsync(before, Cancellation)).Fault);
    }

    /// <summary>Holds it until disposed of, as a backup that was done by hand would, or a writer that hangs.</summary>
    public static async Task<IAsyncDisposable> LockAsync(PortalServer server)
    {
        var other = await server.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Cancellation);
        await server.Get<IDatabaseEngine>().BeginWritingAsync(other, Cancellation);
        return other;
    }
}
