using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Audit;

/// <summary>Entries that PostgreSQL's writers commit beside each other get their places afterwards.</summary>
[Trait("Database", "PostgreSQL")]
public sealed class SealAuditTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Execute_CommittedOutOfOrder_GivesThePlaceThatIsNext()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var early = await portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Cancellation);
        await early.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await early.Database.BeginTransactionAsync(Cancellation);
            Record(early, portal, "early");
            await early.SaveChangesAsync(Cancellation);
            // Later, and committed first: nobody waits for the other.
            portal.Pass(TimeSpan.FromSeconds(1));
            await WriteAsync(portal, "late");
            Assert.Equal(1, (await portal.SealAsync()).Count);
            await transaction.CommitAsync(Cancellation);
        });

        Assert.Equal(1, (await portal.SealAsync()).Count);

        Assert.Equal([(0, "late"), (1, "early")], (await portal.NumberedLogAsync()).Select(n => (n.Number, n.Entry.Detail!)));
        Assert.Null((await portal.VerifyAsync()).Fault);
        Assert.Equal(0, await portal.QueryAsync(db => db.AuditPending.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task Execute_ByManyAtOnce_GivesEachEntryOnePlace()
    {
        await using var portal = await TestPortal.StartAsync();
        for (var i = 0; i < 20; i++)
            await WriteAsync(portal, $"{i}");

        var sealings = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => portal.SealAsync()));

        Assert.Equal(20, sealings.Sum(s => s.Count));
        Assert.Equal(new AuditVerdict(20, 0, await portal.HeadAsync()), await portal.VerifyAsync());
    }

    [Fact]
    public async Task Execute_UnderANewIdOfTheLog_LeavesWhatAnOldNodeStillWrites()
    {
        await using var portal = await TestPortal.StartAsync();
        await WriteAsync(portal, "before");
        var secret = portal.Get<AuditSecret>();
        var old = secret.LogId;
        await portal.Get<RenewLog>().ExecuteAsync((_, _) => Task.FromResult(true), Cancellation);
        secret.LogId = old;
        await WriteAsync(portal, "of a node that was not stopped");

        var sealing = await portal.SealAsync();

        Assert.Equal((0, 1), (sealing.Count, sealing.Unsealable.Count));
        // This node must stop writing; the others know the new id.
        portal.Pass(TimeSpan.FromSeconds(6));
        await portal.SealAsync();
        Assert.True(portal.Get<AuditBacklog>().Longest > AuditBacklog.Late);
        secret.LogId = (await portal.QueryAsync(db => AuditTree.ReadLogIdAsync(db, Cancellation)));
        await portal.SealAsync();
        Assert.Equal(TimeSpan.Zero, portal.Get<AuditBacklog>().Longest);
        Assert.Equal(AuditFault.Unsealed, (await portal.VerifyAsync()).Fault);
    }

    [Theory]
    // The smallest id there is, of no entry; and of an entry that has its place.
    [InlineData("INSERT INTO AuditPending VALUES ('00000000-0000-0000-0000-000000000000');")]
    [InlineData("INSERT INTO AuditPending SELECT EntryId FROM AuditLeaves;")]
    // As many as one batch reads, and more.
    [InlineData("INSERT INTO AuditEntries (Id, At, Action, Outcome, Party, Mac) SELECT gen_random_uuid(), '2026-11-23 10:00:00', 'SignedIn', 'Done', 'System', " + Sql.Zeros + " FROM generate_series(1, 1100); INSERT INTO AuditPending SELECT Id FROM AuditEntries WHERE Mac = " + Sql.Zeros + ";")]
    // A year that .NET does not know.
    [InlineData("INSERT INTO AuditEntries (Id, At, Action, Outcome, Party, Mac) VALUES ('01A207D9-2100-7889-968C-6A0110EA1B2C', '20000-01-01', 'SignedIn', 'Done', 'System', " + Sql.Zeros + "); INSERT INTO AuditPending VALUES ('01A207D9-2100-7889-968C-6A0110EA1B2C');")]
    public async Task Execute_RowsThatNoWriterPutThere_StopNobody(string sql)
    {
        await using var portal = await TestPortal.StartAsync();
        await WriteAsync(portal, "before");
        await portal.SealAsync();
        await portal.ExecuteAsync(sql);

        await portal.SealAsync();
        portal.Pass(AuditBacklog.TooLate * 2);
        await portal.SealAsync();

        Assert.Equal(TimeSpan.Zero, portal.Get<AuditBacklog>().Longest);
        await WriteAsync(portal, "after");
        Assert.Equal(1, (await portal.SealAsync()).Count);
        Assert.Null(await portal.Get<CheckClock>().ExecuteAsync(Cancellation));
    }

    [Fact]
    public async Task Execute_OtherEntryBehindAnUnsealableOne_IsSealed()
    {
        await using var portal = await TestPortal.StartAsync();
        await WriteAsync(portal, "changed");
        await portal.TamperAsync("UPDATE AuditEntries SET Detail = 'x';");
        await WriteAsync(portal, "right");

        var sealing = await portal.SealAsync();

        Assert.Equal((1, 1), (sealing.Count, sealing.Unsealable.Count));
        Assert.Equal("right", Assert.Single(await portal.LogAsync()).Detail);
    }

    private static Task<bool> WriteAsync(TestPortal portal, string detail) => portal.Get<PortalTransactions>().RunAsync(
        (db, _) =>
        {
            Record(db, portal, detail);
            return Task.FromResult(true);
        },
        Cancellation);

    private static void Record(PortalDb db, TestPortal portal, string detail) =>
        db.Record(new AuditEvent(AuditAction.SignedOut, PortalEnvironment.Productie, portal.Now, Detail: detail));
}
