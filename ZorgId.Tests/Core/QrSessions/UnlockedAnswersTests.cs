using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Persistence;
using ZorgId.Core.Phones;
using ZorgId.Core.PortalSessions;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.QrSessions;

/// <summary>What a stranger asks, and a sweep that finds nothing, wait for nobody who writes; so nobody waits for them either.</summary>
public sealed class UnlockedAnswersTests
{
    private static readonly TestQr Nowhere = new(TestPortal.Productie, TestQr.Enrollment, "AAAAAAAAAAAAAAAAAAAAAA", "BBBBBBBBBBBBBBBBBBBBBA");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Claim_NoSuchSession_IsAnsweredBesideAWriter() => await BesideAWriterAsync(async (portal, phone, _) =>
    {
        Assert.Refused(RefusalReason.SessionUnknown, await portal.ClaimAsync(new TestPhone(), Nowhere));
        Assert.Refused(RefusalReason.SessionUnknown, await portal.ClaimAsync(phone, Nowhere with { Kind = TestQr.Login }));
    });

    [Fact]
    public async Task Claim_CodeThatNeverWas_IsAnsweredBesideAWriter() => await BesideAWriterAsync(async (portal, phone, login) =>
        Assert.Refused(RefusalReason.SessionUnknown, await portal.ClaimAsync(phone, login with { Code = "AAAAAAAAAAAAAA" })));

    [Fact]
    public async Task Decide_NoSuchSessionOrAnothers_IsAnsweredBesideAWriter() => await BesideAWriterAsync(async (portal, phone, login) =>
    {
        Assert.Refused(RefusalReason.SessionUnknown, await portal.AcceptAsync(new TestPhone(), Nowhere, "AAAA"));
        Assert.Refused(RefusalReason.SessionUnknown, await portal.RefuseAsync(phone, login, "AAAA"));
    });

    [Fact]
    public async Task Type_LoginByAKeyWithoutAccount_IsAnsweredBesideAWriter()
    {
        await using var portal = await TestPortal.StartAsync();
        var typed = await portal.MustShowTypedCodeAsync(await portal.OpenLoginAsync());
        await using var writer = await portal.BeginWriteAsync();

        Assert.Answered(await portal.TypeAsync(new TestPhone(), typed));
        Assert.Refused(RefusalReason.SessionUnknown, await portal.TypeAsync(new TestPhone(), "00000-00000"));
    }

    [Fact]
    public async Task Sweep_NothingToDo_IsDoneBesideAWriter() => await BesideAWriterAsync(async (portal, _, _) =>
    {
        Assert.Equal(0, await portal.Get<ExpireSessions>().ExecuteAsync(Cancellation));
        Assert.Equal(0, await portal.Get<ExpirePortalSessions>().ExecuteAsync(Cancellation));
        Assert.Equal(0, await portal.Get<ExpirePhoneRows>().ExecuteAsync(Cancellation));
    });

    [Fact]
    public async Task Sweep_Looking_GoesByIndexes()
    {
        await using var portal = await TestPortal.StartAsync();

        var asked = await portal.Commands.RecordAsync(async () =>
        {
            await portal.Get<ExpireSessions>().ExecuteAsync(Cancellation);
            await portal.Get<ExpirePortalSessions>().ExecuteAsync(Cancellation);
            await portal.Get<ExpirePhoneRows>().ExecuteAsync(Cancellation);
        });

        Assert.Equal(6, asked.Count);
        foreach (var (sql, parameters) in asked)
        {
            var plan = await portal.PlanAsync(sql, parameters);
            Assert.Contains(Sql.IsPostgreSql ? "Index Cond" : "USING", plan, StringComparison.Ordinal);
            Assert.DoesNotMatch(Sql.IsPostgreSql ? "Seq Scan" : "SCAN (?!CONSTANT)", plan);
        }
    }

    private static async Task BesideAWriterAsync(Func<TestPortal, TestPhone, TestQr, Task> act)
    {
        await using var portal = await TestPortal.StartAsync();
        var (phone, login) = (await portal.SeedAdministratorAsync(), await portal.OpenLoginAsync());
        await using var writer = await portal.BeginWriteAsync();

        await act(portal, phone, login);
    }
}

file static class Writers
{
    /// <summary>Somebody who writes, until disposed of.</summary>
    public static async Task<IAsyncDisposable> BeginWriteAsync(this TestPortal portal)
    {
        var db = await portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        await portal.Get<IDatabaseEngine>().BeginWritingAsync(db, TestContext.Current.CancellationToken);
        return db;
    }
}
