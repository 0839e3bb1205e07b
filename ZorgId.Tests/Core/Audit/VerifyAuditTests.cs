using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Audit;

/// <summary>What the chain shows of a log that somebody who owns the database has changed, and what it cannot show.</summary>
public sealed class VerifyAuditTests
{
    // Eleven entries: an administrator added, enrolled and logged in, and a zorgmedewerker registered.
    private const int Entries = 11;

    [Fact]
    public async Task Execute_Untouched_ProvesAllOfIt()
    {
        await using var portal = await StartAsync();

        var verdict = await portal.VerifyAsync();

        Assert.Equal(new AuditVerdict(Entries, 1, await portal.HeadAsync()), verdict);
        Assert.Equal(Entries, verdict.Head.Sequence);
    }

    [Fact]
    public async Task Execute_EmptyLog_IsUnbroken()
    {
        await using var portal = await TestPortal.StartAsync();

        Assert.Equal(new AuditVerdict(0, 1, new(0, new string('0', 64))), await portal.VerifyAsync());
    }

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Execute_MoreThanIsReadAtOnce_ProvesAllAndNamesTheBroken()
    {
        const int Many = 2000;
        await using var portal = await TestPortal.StartAsync();
        await portal.Get<PortalTransactions>().RunAsync(
            db =>
            {
                for (var i = 0; i < Many; i++)
                    db.Record(new AuditEvent(AuditAction.DatabaseRestored, PortalEnvironment.Productie, TestPortal.Start.UtcDateTime, Client: AuditClient.CommandLine, By: AuditParty.Operator));
                return Task.FromResult(true);
            },
            TestContext.Current.CancellationToken);

        Assert.Equal(new AuditVerdict(Many, 1, await portal.HeadAsync()), await portal.VerifyAsync());

        await portal.ExecuteAsync(Sql.DropTrigger("AuditEntries", "Update") + "UPDATE AuditEntries SET Detail = 'x' WHERE Sequence = 1700;");
        var verdict = await portal.VerifyAsync();
        Assert.Equal((AuditFault.Changed, 1700L), (verdict.Fault, verdict.BrokenAt));
    }

    [Theory]
    [InlineData("At = '2026-11-23 10:00:00.001'")]
    [InlineData("At = '2026-11-23 10:00:00.000001'")]
    [InlineData("At = 'yesterday'")]
    [InlineData("Environment = 'Acceptatie'")]
    [InlineData("Action = 'SignedOut'")]
    [InlineData("Action = 'Nothing'")]
    [InlineData("Party = 'System'")]
    [InlineData("Actor = NULL")]
    [InlineData("OnBehalfOf = '01A207D9-2100-7889-968C-6A0110EA1B2C'")]
    [InlineData("Subject = '01A207D9-2100-7889-968C-6A0110EA1B2C'")]
    [InlineData("Organisation = NULL")]
    [InlineData("Client = 'elsewhere'")]
    [InlineData("Client = NULL")]
    [InlineData("SessionId = ''")]
    [InlineData("Detail = 'enrollment'")]
    [InlineData("Hash = " + Sql.Zeros)]
    [InlineData("Hash = x''")]
    // Texts that are read as the value that was written.
    [InlineData("Action = '6'")]
    [InlineData("Action = ' ' || Action")]
    [InlineData("Action = LOWER(Action)")]
    [InlineData("Party = UPPER(Party)")]
    [InlineData("Environment = LOWER(Environment)")]
    public Task Execute_FieldChanged_NamesTheEntry(string change) => ChangeAsync(change);

    /// <summary>What only a database lets in that knows neither times nor ids.</summary>
    [Theory]
    [Trait("Database", "SQLite")]
    [InlineData("At = '2026-11-23 10:00:00.0000001'")]
    [InlineData("At = 'never'")]
    [InlineData("Actor = 'nobody'")]
    // Read as the value that was written, and compared as something else.
    [InlineData("At = ' ' || At")]
    [InlineData("At = REPLACE(At, ' ', 'T')")]
    [InlineData("At = At || 'Z'")]
    [InlineData("At = CAST(At AS BLOB)")]
    [InlineData("Actor = LOWER(Actor)")]
    [InlineData("Subject = '{{' || Subject || '}}'")]
    [InlineData("Organisation = REPLACE(Organisation, '-', '')")]
    [InlineData("Actor = CAST(x'' || Actor AS BLOB)")]
    [InlineData("Client = CAST(Client AS BLOB)")]
    [InlineData("Client = Client || CHAR(0) || 'and more'")]
    [InlineData("SessionId = CAST(SessionId AS BLOB)")]
    public Task Execute_FieldThatIsNoneOfItsSort_NamesTheEntry(string change) => ChangeAsync(change);

    private static async Task ChangeAsync(string change)
    {
        await using var portal = await StartAsync();

        // A claimed login: its fields are all there, but on whose behalf.
        await portal.TamperAsync($"UPDATE AuditEntries SET {change} WHERE Sequence = 7;");

        AssertBroken(AuditFault.Changed, 7, await portal.VerifyAsync());
    }

    [Fact]
    public async Task Execute_EntryTakenAway_NamesIt()
    {
        await using var portal = await StartAsync();

        await portal.TamperAsync("DELETE FROM AuditEntries WHERE Sequence = 4;");

        AssertBroken(AuditFault.Missing, 4, await portal.VerifyAsync());
    }

    [Fact]
    public async Task Execute_EntryTakenAwayAndTheRestMovedUp_NamesTheFirstThatMoved()
    {
        await using var portal = await StartAsync();

        await portal.TamperAsync("DELETE FROM AuditEntries WHERE Sequence = 4; UPDATE AuditEntries SET Sequence = -(Sequence - 1) WHERE Sequence > 4; UPDATE AuditEntries SET Sequence = -Sequence WHERE Sequence < 0;");

        AssertBroken(AuditFault.Changed, 4, await portal.VerifyAsync());
    }

    [Fact]
    public async Task Execute_TwoSwapped_NamesTheFirst()
    {
        await using var portal = await StartAsync();

        await portal.TamperAsync("UPDATE AuditEntries SET Sequence = 99 WHERE Sequence = 3; UPDATE AuditEntries SET Sequence = 3 WHERE Sequence = 5; UPDATE AuditEntries SET Sequence = 5 WHERE Sequence = 99;");

        AssertBroken(AuditFault.Changed, 3, await portal.VerifyAsync());
    }

    [Fact]
    public async Task Execute_EntryPutIn_NamesIt()
    {
        await using var portal = await StartAsync();

        await portal.TamperAsync(
            $"""
            UPDATE AuditEntries SET Sequence = -(Sequence + 1) WHERE Sequence >= 5;
            UPDATE AuditEntries SET Sequence = -Sequence WHERE Sequence < 0;
            {CopyOf(4, asSequence: 5)}
            """);

        AssertBroken(AuditFault.Changed, 5, await portal.VerifyAsync());
    }

    [Fact]
    public async Task Execute_EntryPutBehindTheLast_NamesIt()
    {
        await using var portal = await StartAsync();

        // The guards let this through: it looks like what comes next.
        await portal.ExecuteAsync(CopyOf(4, asSequence: Entries + 1));

        AssertBroken(AuditFault.Changed, Entries + 1, await portal.VerifyAsync());
    }

    [Fact]
    public async Task Execute_TailCutOff_IsNoticedByTheHead()
    {
        await using var portal = await StartAsync();

        await portal.TamperAsync("DELETE FROM AuditEntries WHERE Sequence > 8;");

        AssertBroken(AuditFault.CutOff, 9, await portal.VerifyAsync());
    }

    [Fact]
    public async Task Execute_AllOfItGone_IsNoticedByTheHead()
    {
        await using var portal = await StartAsync();

        await portal.TamperAsync("DELETE FROM AuditEntries;");

        AssertBroken(AuditFault.CutOff, 1, await portal.VerifyAsync());
    }

    [Theory]
    [InlineData("Sequence = 8", 9)]
    [InlineData("Hash = " + Sql.Zeros, Entries)]
    public async Task Execute_HeadChanged_IsNoticed(string change, long at)
    {
        await using var portal = await StartAsync();

        await portal.TamperAsync($"UPDATE AuditHeads SET {change};");

        AssertBroken(AuditFault.HeadDiffers, at, await portal.VerifyAsync());
    }

    [Theory]
    [Trait("Database", "SQLite")]
    [InlineData("UPDATE AuditHeads SET Sequence = CAST(Sequence AS BLOB);", AuditFault.HeadDiffers, 1)]
    [InlineData("UPDATE AuditHeads SET Hash = 'none';", AuditFault.HeadDiffers, 1)]
    [InlineData("INSERT INTO AuditHeads SELECT 2, Sequence, Hash FROM AuditHeads;", AuditFault.HeadDiffers, 1)]
    [InlineData("INSERT INTO AuditAnchors SELECT 1, Hash, 'never', Hash FROM AuditHeads;", AuditFault.AnchorForged, 1)]
    public async Task Execute_HeadOrAnchorThatIsNotKeptAsItWasWritten_IsNoticed(string sql, AuditFault fault, long at)
    {
        await using var portal = await StartAsync();

        await portal.TamperAsync(sql);

        AssertBroken(fault, at, await portal.VerifyAsync());
    }

    [Fact]
    public async Task Execute_EntryBeforeTheFirst_IsNoticed()
    {
        await using var portal = await StartAsync();

        await portal.TamperAsync(CopyOf(4, asSequence: -3));

        AssertBroken(AuditFault.Changed, -3, await portal.VerifyAsync());
    }

    [Fact]
    public async Task Execute_RolledBackAsAWhole_IsNoticedByAHeadThatWasKeptElsewhereAndByNothingElse()
    {
        await using var portal = await StartAsync();
        var (kept, older) = (await portal.HeadAsync(), await MarkOfAsync(portal, 8));

        // An older backup put back is the same as this: entries gone, and the head as it was then.
        await portal.TamperAsync("DELETE FROM AuditEntries WHERE Sequence > 8; UPDATE AuditHeads SET Sequence = 8, Hash = (SELECT Hash FROM AuditEntries WHERE Sequence = 8);");

        Assert.Null((await portal.VerifyAsync()).Fault);
        Assert.Null((await portal.VerifyAsync(older)).Fault);
        AssertBroken(AuditFault.MarkDiffers, Entries, await portal.VerifyAsync(kept));
    }

    [Fact]
    public async Task Execute_RolledBackAndWrittenAnew_IsNoticedByAHeadThatWasKeptElsewhere()
    {
        await using var portal = await StartAsync();
        var kept = await portal.HeadAsync();
        await portal.TamperAsync("DELETE FROM AuditEntries WHERE Sequence > 8; UPDATE AuditHeads SET Sequence = 8, Hash = (SELECT Hash FROM AuditEntries WHERE Sequence = 8);");
        portal.Pass(TimeSpan.FromSeconds(1));
        await portal.SeedAdministratorAsync(Seed.Administrator(Seed.Other));

        Assert.Null((await portal.VerifyAsync()).Fault);
        AssertBroken(AuditFault.MarkDiffers, Entries, await portal.VerifyAsync(kept));
    }

    [Fact]
    public async Task Execute_KeptHeads_OfAnyEntryAndOfTheEmptyLog_FitALogThatGrew()
    {
        await using var portal = await StartAsync();

        for (var sequence = 1; sequence <= Entries; sequence++)
            Assert.Null((await portal.VerifyAsync(await MarkOfAsync(portal, sequence))).Fault);
        Assert.Null((await portal.VerifyAsync(new(0, new string('0', 64)))).Fault);
    }

    [Fact]
    public async Task Execute_MadeAnewWithAnotherKey_IsNoticed()
    {
        await using var portal = await StartAsync();
        await using var other = await StartAsync();
        var theirs = await other.LogAsync();

        await portal.TamperAsync(string.Concat(theirs.Select(e => $"UPDATE AuditEntries SET Hash = x'{Convert.ToHexString(e.Hash)}' WHERE Sequence = {e.Sequence};")));

        AssertBroken(AuditFault.Changed, 1, await portal.VerifyAsync());
        Assert.NotEqual(portal.Get<AuditSecret>().Fingerprint, other.Get<AuditSecret>().Fingerprint);
    }

    [Fact]
    public async Task Hash_OfEachEntry_IsWhatTheReadmeSays()
    {
        await using var portal = await StartAsync();
        var stored = await portal.QueryAsync(db => db.ServerKeys.Where(k => k.Name == "audit").Select(k => k.ProtectedValue).SingleAsync(TestContext.Current.CancellationToken));
        var key = portal.Get<IDataProtectionProvider>().CreateProtector("ZorgId.Audit.Key.v1").Unprotect(stored);
        var previous = new byte[32];

        foreach (var e in await portal.LogAsync())
        {
            using var text = new MemoryStream();
            object?[] values =
            [
                "zorgid-audit-entry-v1", previous, e.Sequence.ToString(CultureInfo.InvariantCulture),
                e.At.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture) + $".{e.At.Ticks % TimeSpan.TicksPerSecond:D7}Z",
                e.Environment?.ToString(), $"{e.Action}", $"{e.Outcome}", $"{e.Party}", e.Actor?.Value, e.OnBehalfOf?.Value, e.Subject?.Value, e.Organisation?.Value, e.Client, e.SessionId, e.Detail,
            ];
            foreach (var value in values)
            {
                var octets = value as byte[] ?? (value is null ? null : Encoding.UTF8.GetBytes($"{value}"));
                var length = new byte[4];
                BinaryPrimitives.WriteInt32BigEndian(length, octets?.Length ?? -1);
                text.Write(length);
                text.Write(octets ?? []);
            }

            Assert.Equal(HMACSHA256.HashData(key, text.ToArray()), e.Hash);
            previous = e.Hash;
        }
    }

    private static async Task<TestPortal> StartAsync()
    {
        var scene = await AuditScene.StartAsync();
        await scene.RegisterAsync();
        Assert.Equal(Entries, (await scene.Portal.LogAsync()).Count);
        return scene.Portal;
    }

    private static async Task<AuditMark> MarkOfAsync(TestPortal portal, long sequence) =>
        new(sequence, Convert.ToHexStringLower((await portal.LogAsync()).Single(e => e.Sequence == sequence).Hash));

    private static string CopyOf(long sequence, long asSequence) =>
        "INSERT INTO AuditEntries (Sequence, At, Environment, Action, Outcome, Party, Actor, OnBehalfOf, Subject, Organisation, Client, SessionId, Detail, Hash) "
        + $"SELECT {asSequence}, At, Environment, Action, Outcome, Party, Actor, OnBehalfOf, Subject, Organisation, Client, SessionId, Detail, Hash FROM AuditEntries WHERE Sequence = {sequence};";

    private static void AssertBroken(AuditFault fault, long at, AuditVerdict verdict) => Assert.Equal((fault, at), (verdict.Fault, verdict.BrokenAt));
}
