using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Phones;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Web.Mobile;

/// <summary>How many messages are taken from a phone (PROTOCOL, Limits), with limits that a test can reach.</summary>
public sealed class PhoneLimitsTests
{
    private const string Identity = "/mobile/v1/identity";

    [Fact]
    public async Task OneTooMany_IsRefusedFromWhicheverAddress()
    {
        await using var server = await PortalServer.StartAsync(("Limits:PerPhone", "3"));
        var (phone, other) = (await server.SeedAdministratorAsync(), await server.SeedAdministratorAsync());
        // A stranger who has the kid cannot use it up.
        for (var i = 0; i < 10; i++)
            await server.SendAsync(Identity, phone.Unlock(TestPortal.Productie, "AAAA", change: jws => jws.Signer = _ => new byte[64]));

        for (var i = 0; i < 3; i++)
            await (await UnlockAsync(phone, $"192.0.2.{i}")).MustProblemAsync(409, "nonce-unusable");
        await (await UnlockAsync(phone, "192.0.2.9")).MustProblemAsync(429, "too-many-requests", "retryAfter");
        await (await UnlockAsync(other, "192.0.2.9")).MustProblemAsync(409, "nonce-unusable");

        server.Time.Advance(TimeSpan.FromMinutes(1));
        await (await UnlockAsync(phone, "192.0.2.9")).MustProblemAsync(409, "nonce-unusable");

        Task<HttpResponseMessage> UnlockAsync(TestPhone who, string address) => server.SendAsync(Identity, who.Unlock(TestPortal.Productie, "AAAA"), address: address);
    }

    [Fact]
    public async Task AboveItsLimit_HearsOfItAfterItsAudienceAndBeforeItsState()
    {
        await using var server = await PortalServer.StartAsync(("Limits:PerPhone", "1"));
        var phone = await server.SeedAdministratorAsync();
        await server.QueryAsync(db => db.Phones.Where(p => p.Kid == phone.Kid).ExecuteUpdateAsync(set => set.SetProperty(p => p.State, PhoneState.Revoked)));
        await (await server.SendAsync(Identity, phone.Unlock(TestPortal.Productie, "AAAA"))).MustProblemAsync(403, "phone-revoked");

        await (await server.SendAsync(Identity, phone.Unlock(TestPortal.Productie, "AAAA"))).MustProblemAsync(429, "too-many-requests", "retryAfter");
        await (await server.SendAsync(Identity, phone.Unlock(TestPortal.Acceptatie, "AAAA"))).MustProblemAsync(421, "wrong-environment");
    }
}
