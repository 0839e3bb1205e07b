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
        var before = await server.Get<ViewAuditHead>().ExecuteAsync(Cancellation);
        using var client = server.Client();
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");

        var answer = await client.PostAsync(new Uri(DemoRoom.Reset, UriKind.Relative), content: null, Cancellation);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(0, await server.QueryAsync(db => db.Phones.CountAsync(Cancellation)));
        var last = await server.QueryAsync(db => db.AuditEntries.AsNoTracking().OrderBy(e => e.Sequence).LastAsync(Cancellation));
        Assert.Equal((AuditAction.DemoReset, before.Sequence + 1), (last.Action, last.Sequence));
        Assert.Null((await server.Get<VerifyAudit>().ExecuteAsync(before, Cancellation)).Fault);
    }
}
