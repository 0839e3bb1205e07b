using ZorgId.Core.Audit;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Audit;

/// <summary>What is seen where somebody who owns the database takes entries away, puts them in, or moves them.</summary>
public sealed class AuditPlacesTests
{
    private const int Entries = AuditScene.Entries;

    [Theory]
    [InlineData("DELETE FROM AuditEntries WHERE {0};", AuditFault.Missing, 3)]
    [InlineData("DELETE FROM AuditEntries WHERE {0}; DELETE FROM AuditLeaves WHERE Index = 3;", AuditFault.Missing, 3)]
    [InlineData("DELETE FROM AuditLeaves WHERE Index = 3;", AuditFault.Missing, 3)]
    [InlineData("UPDATE AuditLeaves SET Hash = (SELECT Hash FROM AuditLeaves WHERE Index = 4) WHERE Index = 3;", AuditFault.Changed, 3)]
    [InlineData("UPDATE AuditLeaves SET Mac = " + Sql.Zeros + " WHERE Index = 3;", AuditFault.Changed, 3)]
    [InlineData("UPDATE AuditLeaves SET EntryId = '01A207D9-2100-7889-968C-6A0110EA1B2C' WHERE Index = 3;", AuditFault.Missing, 3)]
    // The rest is moved up, and the tree is made anew: it has no stored subtrees as yet.
    [InlineData(
        "DELETE FROM AuditEntries WHERE {0}; DELETE FROM AuditLeaves WHERE Index = 3; UPDATE AuditLeaves SET Index = -(Index - 1) WHERE Index > 3; UPDATE AuditLeaves SET Index = -Index WHERE Index < 0; UPDATE AuditHeads SET Size = Size - 1;",
        AuditFault.Changed,
        3)]
    // Two change places.
    [InlineData("UPDATE AuditLeaves SET Index = 99 WHERE Index = 3; UPDATE AuditLeaves SET Index = 3 WHERE Index = 5; UPDATE AuditLeaves SET Index = 5 WHERE Index = 99;", AuditFault.Changed, 3)]
    [InlineData("UPDATE AuditLeaves SET Index = -3 WHERE Index = 3;", AuditFault.Missing, 3)]
    // The end is cut off.
    [InlineData("DELETE FROM AuditLeaves WHERE Index >= 8; DELETE FROM AuditEntries WHERE NOT EXISTS (SELECT 1 FROM AuditLeaves WHERE EntryId = Id);", AuditFault.CutOff, 8)]
    [InlineData("DELETE FROM AuditEntries; DELETE FROM AuditLeaves;", AuditFault.CutOff, 0)]
    [InlineData("DELETE FROM AuditEntries;", AuditFault.Missing, 0)]
    // What the log is besides its entries.
    [InlineData("UPDATE AuditHeads SET Size = 8;", AuditFault.HeadDiffers, 8)]
    [InlineData("UPDATE AuditHeads SET Size = 12;", AuditFault.CutOff, Entries)]
    [InlineData("DELETE FROM AuditHeads;", AuditFault.HeadDiffers, 0)]
    [InlineData("INSERT INTO AuditHeads SELECT 2, Size FROM AuditHeads;", AuditFault.HeadDiffers, 0)]
    [InlineData("UPDATE AuditLogs SET LogId = '01A207D9-2100-7889-968C-6A0110EA1B2C';", AuditFault.Changed, 0)]
    [InlineData("INSERT INTO AuditLogs (Index, LogId) VALUES (5, '01A207D9-2100-7889-968C-6A0110EA1B2C');", AuditFault.Changed, 5)]
    [InlineData("DELETE FROM AuditLogs;", AuditFault.Changed, 0)]
    [InlineData("INSERT INTO AuditSubtrees (Level, Index, Hash) VALUES (8, 0, " + Sql.Zeros + ");", AuditFault.HeadDiffers, Entries)]
    [InlineData("INSERT INTO AuditAnchors (Size, LogId, Root, At, Signature) SELECT 4, LogId, " + Sql.Zeros + ", '2026-11-23 10:00:00', " + Sql.Zeros + " FROM AuditLogs;", AuditFault.AnchorForged, 4)]
    public async Task Verify_PlacesChanged_NamesTheFirst(string sql, AuditFault fault, long at)
    {
        await using var portal = await AuditScene.StartWithLogAsync();

        await portal.TamperAsync(string.Format(null, sql, Sql.Entry(3)));

        AuditTampering.MustBeBroken(fault, at, await portal.VerifyAsync());
    }

    [Theory]
    [Trait("Database", "SQLite")]
    [InlineData("UPDATE AuditHeads SET Size = CAST(Size AS BLOB);", AuditFault.HeadDiffers, 0)]
    [InlineData("UPDATE AuditLogs SET LogId = LOWER(LogId);", AuditFault.HeadDiffers, 0)]
    [InlineData("UPDATE AuditLeaves SET Hash = HEX(Hash) WHERE Index = 3;", AuditFault.Changed, 3)]
    [InlineData("UPDATE AuditLeaves SET EntryId = LOWER(EntryId) WHERE Index = 3;", AuditFault.Missing, 3)]
    [InlineData("INSERT INTO AuditAnchors (Size, LogId, Root, At, Signature) SELECT 4, LogId, " + Sql.Zeros + ", 'never', " + Sql.Zeros + " FROM AuditLogs;", AuditFault.AnchorForged, 4)]
    public async Task Verify_PartThatIsNotKeptAsItWasWritten_IsNoticed(string sql, AuditFault fault, long at)
    {
        await using var portal = await AuditScene.StartWithLogAsync();

        await portal.TamperAsync(sql);

        AuditTampering.MustBeBroken(fault, at, await portal.VerifyAsync());
    }

    [Fact]
    public async Task Verify_EntryThatIsWrittenWithoutALeaf_IsNoticed()
    {
        await using var portal = await AuditScene.StartWithLogAsync();

        // The guards let this through: it looks like what has just been committed.
        await portal.ExecuteAsync(CopyOfAnEntry);

        AuditTampering.MustBeBroken(AuditFault.Unsealed, Entries, await portal.VerifyAsync());
    }

    [Fact]
    [Trait("Database", "PostgreSQL")]
    public async Task Verify_CopyThatIsPutDownAsPending_GetsNoLeafAndIsNoticedAndOthersDo()
    {
        await using var portal = await AuditScene.StartWithLogAsync();
        await portal.ExecuteAsync(CopyOfAnEntry + " INSERT INTO AuditPending VALUES ('01A207D9-2100-7889-968C-6A0110EA1B2C');");
        await portal.SeedAdministratorAsync(Seed.Administrator(Seed.Other));

        var sealing = await portal.SealAsync();

        Assert.Equal(Guid.Parse("01A207D9-2100-7889-968C-6A0110EA1B2C"), Assert.Single(sealing.Unsealable));
        Assert.NotEqual(0, sealing.Count);
        AuditTampering.MustBeBroken(AuditFault.Unsealed, Entries + sealing.Count, await portal.VerifyAsync());
    }

    private const string CopyOfAnEntry =
        "INSERT INTO AuditEntries (Id, At, Environment, Action, Outcome, Party, Actor, OnBehalfOf, Subject, Organisation, Client, SessionId, Detail, Mac) "
        + "SELECT '01A207D9-2100-7889-968C-6A0110EA1B2C', At, Environment, Action, Outcome, Party, Actor, OnBehalfOf, Subject, Organisation, Client, SessionId, Detail, Mac FROM AuditEntries WHERE Id = (SELECT EntryId FROM AuditLeaves WHERE Index = 4);";
}
