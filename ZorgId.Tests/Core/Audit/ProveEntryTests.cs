using System.Text;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit;
using ZorgId.Core.Audit.Tree;
using ZorgId.Core.Operations;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Audit;

/// <summary>A proof of one entry, for who has only the log's public key.</summary>
public sealed class ProveEntryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Execute_AnyEntry_ProvesItByNumberAndByIdAndTellsIt()
    {
        await using var portal = (await AuditScene.StartAsync()).Portal;
        var key = portal.Get<AuditSigningKey>().Verifier;

        var log = await portal.NumberedLogAsync();

        Assert.NotEmpty(log);
        foreach (var (number, entry) in log)
        {
            var proof = await ProveAsync(portal, $"{number}");
            Assert.Equal(TlogProofVerdict.Included, proof.Check(proof.Extra, key));
            Assert.Equal(number, (await ProveAsync(portal, $"{entry.Id:D}")).Index);
            Assert.True(ProvenEntry.TryRead(proof.Extra, out var told));
            Assert.Equal((entry.Id.ToString("D"), $"{entry.Action}", entry.Client, entry.Detail), (told.Id, told.Action, told.Client, told.Detail));
            Assert.Equal((entry.Actor?.Value.ToString("D"), entry.Subject?.Value.ToString("D"), entry.SessionId), (told.Actor, told.Subject, told.SessionId));
        }
    }

    [Fact]
    public async Task Execute_AfterARestore_ProvesEntriesOfBothIdsUnderTheNewOne()
    {
        await using var portal = (await AuditScene.StartAsync()).Portal;
        var before = portal.Get<AuditSigningKey>().Verifier;
        await portal.Get<SettleRestored>().ExecuteAsync(replaced: null, isUnsigned: false, Cancellation);
        var (last, key) = ((await portal.HeadAsync()).Size - 1, portal.Get<AuditSigningKey>().Verifier);

        foreach (var number in (long[])[0, last])
        {
            var proof = await ProveAsync(portal, $"{number}");
            Assert.Equal(TlogProofVerdict.Included, proof.Check(proof.Extra, key));
            Assert.Equal(TlogProofVerdict.NotSigned, proof.Check(proof.Extra, before));
        }
    }

    [Fact]
    public async Task Check_LeafWithAnyOctetChanged_IsNotProven()
    {
        await using var portal = (await AuditScene.StartAsync()).Portal;
        var (proof, key) = (await ProveAsync(portal, "2"), portal.Get<AuditSigningKey>().Verifier);

        for (var i = 0; i < proof.Extra!.Length; i++)
        {
            var data = proof.Extra.ToArray();
            data[i] ^= 1;
            Assert.Equal(TlogProofVerdict.NotIncluded, proof.Check(data, key));
        }
    }

    [Theory]
    [InlineData("99")]
    [InlineData("-1")]
    [InlineData("9223372036854775808")]
    [InlineData("01a207d9-2100-7889-968c-6a0110ea1b2c")]
    [InlineData("first")]
    [InlineData("")]
    public async Task Execute_NoSuchEntry_IsUnknown(string entry)
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.SeedAdministratorAsync();

        Assert.Equal(new ProofResult(null, ProofRefusal.Unknown), await portal.Get<ProveEntry>().ExecuteAsync(entry, Cancellation));
    }

    [Theory]
    [InlineData("UPDATE AuditEntries SET Detail = 'x'")]
    [InlineData("UPDATE AuditLeaves SET Hash = " + Sql.Zeros)]
    [InlineData("UPDATE AuditLeaves SET Mac = " + Sql.Zeros)]
    [InlineData("DELETE FROM AuditEntries")]
    public async Task Execute_EntryThatWasTamperedWith_IsNotProven(string sql)
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.SeedAdministratorAsync();
        await portal.SealAsync();

        await portal.TamperAsync(sql + ";");

        Assert.Equal(new ProofResult(null, ProofRefusal.Changed), await portal.Get<ProveEntry>().ExecuteAsync("1", Cancellation));
    }

    [Fact]
    public async Task Execute_PrunedEntry_IsSaidToBePruned()
    {
        await using var portal = await TestPortal.StartAsync();
        portal.Time.AdjustTime(new DateTimeOffset(2010, 3, 1, 9, 0, 0, TimeSpan.Zero));
        await portal.SeedAdministratorAsync();
        portal.Pass(TimeSpan.FromDays(1828));
        await portal.Get<PruneAudit>().ExecuteAsync(Cancellation);

        Assert.Equal(new ProofResult(null, ProofRefusal.Pruned), await portal.Get<ProveEntry>().ExecuteAsync("1", Cancellation));
    }

    [Fact]
    [Trait("Database", "PostgreSQL")] // On SQLite no entry waits for its place.
    public async Task Execute_EntryThatCannotBeSealed_IsSaidToHaveNoPlace()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.SealAsync();
        await portal.AddAdministratorAsync();
        var id = await portal.QueryAsync(db => db.AuditPending.Select(p => p.EntryId).FirstAsync(Cancellation));
        await portal.TamperAsync("UPDATE AuditEntries SET Detail = 'x';");

        Assert.Equal(new ProofResult(null, ProofRefusal.Unsealed), await portal.Get<ProveEntry>().ExecuteAsync($"{id:D}", Cancellation));
    }

    [Theory]
    [InlineData("")]
    [InlineData("zorgid-audit-entry-v1")]
    public void TryRead_WhatIsNoEntry_IsRefused(string text) => Assert.False(ProvenEntry.TryRead(Encoding.UTF8.GetBytes(text), out _));

    // As who gets the file reads it.
    private static async Task<TlogProof> ProveAsync(TestPortal portal, string entry)
    {
        var result = await portal.Get<ProveEntry>().ExecuteAsync(entry, Cancellation);
        Assert.True(TlogProof.TryParse(Encoding.UTF8.GetBytes($"{result.Proof}"), out var proof));
        return proof;
    }
}
