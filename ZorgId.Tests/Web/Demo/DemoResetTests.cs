using System.Net;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit;
using ZorgId.Tests.Support;
using ZorgId.Web.Demo;

namespace ZorgId.Tests.Web.Demo;

public sealed class DemoResetTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reset_OfADemo_TakesEverythingButTheLogAndIsInIt()
    {
        await using var server = await PortalServer.StartAsync(("Demo:Enabled", "true"));
        await server.Get<DemoData>().EnsureAsync(Cancellation);
        await server.SeedAdministratorAsync();
        var before = await server.HeadAsync();
        using var client = server.Client();
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");

        var answer = await client.PostAsync(new Uri(DemoRoom.Reset, UriKind.Relative), content: null, Cancellation);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(0, await server.QueryAsync(db => db.Phones.CountAsync(Cancellation)));
        Assert.Equal(AuditAction.DemoReset, (await server.LogAsync(before))[0].Action);
        Assert.Null((await server.Get<VerifyAudit>().ExecuteAsync(before, Cancellation)).Fault);
    }
}
