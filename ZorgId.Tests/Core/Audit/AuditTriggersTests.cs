using System.Data.Common;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Audit;

/// <summary>After all migrations the database itself refuses whatever is not the next entry.</summary>
public sealed class AuditTriggersTests
{
    private const string Id = "'01A207D9-2100-7889-968C-6A0110EA1B2C'";

    private static readonly string[] OfEither =
    [
        "UPDATE AuditEntries SET Detail = 'x'",
        "UPDATE AuditEntries SET Id = " + Id,
        "DELETE FROM AuditEntries WHERE Action = 'PhoneBound'",
        "DELETE FROM AuditEntries",
        "INSERT INTO AuditEntries SELECT * FROM AuditEntries WHERE Action = 'PhoneBound' ON CONFLICT (Id) DO UPDATE SET Detail = 'x'",
        "UPDATE AuditLeaves SET Hash = " + Sql.Zeros,
        "UPDATE AuditLeaves SET Index = 99 WHERE Index = 1",
        "UPDATE AuditLeaves SET EntryId = " + Id,
        "DELETE FROM AuditLeaves WHERE Index = 1",
        "DELETE FROM AuditLeaves",
        "INSERT INTO AuditLeaves SELECT * FROM AuditLeaves WHERE Index = 1 ON CONFLICT (Index) DO UPDATE SET Hash = " + Sql.Zeros,
        $"INSERT INTO AuditLeaves (Index, EntryId, Hash, Mac) VALUES ((SELECT Size FROM AuditHeads), {Id}, {Sql.Zeros}, {Sql.Zeros})",
        $"INSERT INTO AuditLeaves (Index, EntryId, Hash, Mac) SELECT Size, EntryId, {Sql.Zeros}, {Sql.Zeros} FROM AuditHeads, AuditLeaves WHERE Index = 1",
        $"INSERT INTO AuditLeaves (Index, EntryId, Hash, Mac) VALUES (99, {Id}, {Sql.Zeros}, {Sql.Zeros})",
        $"INSERT INTO AuditLeaves (Index, EntryId, Hash, Mac) VALUES (-1, {Id}, {Sql.Zeros}, {Sql.Zeros})",
        "UPDATE AuditHeads SET Size = 1",
        "UPDATE AuditHeads SET Id = 2, Size = 99",
        "DELETE FROM AuditHeads",
        "INSERT INTO AuditHeads (Id, Size) VALUES (2, 0)",
        "INSERT INTO AuditHeads (Id, Size) VALUES (1, 0) ON CONFLICT (Id) DO UPDATE SET Size = 0",
        "UPDATE AuditLogs SET LogId = " + Id,
        "DELETE FROM AuditLogs",
        $"INSERT INTO AuditLogs (Index, LogId) VALUES (1, {Id})",
        $"INSERT INTO AuditLogs (Index, LogId) VALUES (99, {Id})",
        "INSERT INTO AuditLogs SELECT * FROM AuditLogs WHERE true ON CONFLICT (LogId) DO UPDATE SET Index = 5",
        "INSERT INTO AuditCheckpoints (Size, At, Note) VALUES (99, '2026-11-23 10:00:00', '')",
        "INSERT INTO AuditCheckpoints (Size, At, Note) VALUES (0, '2026-11-23 10:00:00', '')",
        "INSERT INTO AuditCheckpoints (Size, At, Note) VALUES (1, '2026-11-23 10:00:00', '')",
        "INSERT INTO AuditCheckpoints SELECT * FROM AuditCheckpoints WHERE true ON CONFLICT (Size) DO UPDATE SET Note = ''",
        "UPDATE AuditCheckpoints SET Note = ''",
        "DELETE FROM AuditCheckpoints",
        "UPDATE ServerKeys SET ProtectedValue = x'00'",
        "DELETE FROM ServerKeys",
        "INSERT INTO ServerKeys (Name, ProtectedValue) VALUES ('audit', x'00') ON CONFLICT (Name) DO UPDATE SET ProtectedValue = x'00'",
        $"INSERT INTO AuditAnchors (Size, LogId, Root, At, Signature) VALUES (1, {Id}, {Sql.Zeros}, '2026-11-23 10:00:00', x'00')",
        $"INSERT INTO AuditAnchors (Size, LogId, Root, At, Signature) VALUES (99, {Id}, {Sql.Zeros}, '2026-11-23 10:00:00', x'00')",
    ];

    private static readonly string[] OfSqlite =
    [
        "UPDATE OR REPLACE AuditLeaves SET Index = 2 WHERE Index = 1",
        // A hidden row id, which is the same, with another key.
        $"INSERT OR REPLACE INTO AuditEntries (rowid, Id, At, Action, Outcome, Party, Mac) VALUES (1, {Id}, '2026-11-23 10:00:00', 'SignedIn', 'Done', 'System', {Sql.Zeros})",
        "INSERT OR REPLACE INTO ServerKeys (rowid, Name, ProtectedValue) VALUES (1, 'other', x'00')",
        $"INSERT OR REPLACE INTO AuditLogs (rowid, Index, LogId) VALUES (1, (SELECT Size FROM AuditHeads), 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF')",
        "REPLACE INTO AuditEntries SELECT * FROM AuditEntries WHERE Action = 'PhoneBound'",
        "INSERT OR REPLACE INTO AuditEntries SELECT * FROM AuditEntries WHERE Action = 'PhoneBound'",
        "INSERT OR REPLACE INTO AuditLeaves SELECT * FROM AuditLeaves WHERE Index = 1",
        "INSERT OR REPLACE INTO AuditLeaves SELECT Size, EntryId, Hash, Mac FROM AuditHeads, AuditLeaves WHERE Index = 1",
        "INSERT OR REPLACE INTO AuditLogs SELECT * FROM AuditLogs",
        "INSERT OR REPLACE INTO AuditHeads (Id, Size) VALUES (1, 0)",
        "INSERT OR REPLACE INTO AuditCheckpoints SELECT * FROM AuditCheckpoints",
        "INSERT OR REPLACE INTO ServerKeys (Name, ProtectedValue) VALUES ('audit', x'00')",
    ];

    private static readonly string[] OfPostgreSql =
    [
        "TRUNCATE AuditEntries",
        "TRUNCATE AuditLeaves",
        "TRUNCATE AuditSubtrees",
        "TRUNCATE AuditPending",
        "TRUNCATE AuditLogs",
        "TRUNCATE AuditHeads",
        "TRUNCATE AuditCheckpoints",
        "TRUNCATE AuditAnchors",
        "TRUNCATE ServerKeys",
        "TRUNCATE QrSessions, PersonalCodes, AuditEntries CASCADE",
        "MERGE INTO AuditEntries e USING AuditHeads h ON e.Action = 'PhoneBound' WHEN MATCHED THEN UPDATE SET Detail = 'x'",
        "MERGE INTO AuditEntries e USING AuditHeads h ON e.Action = 'PhoneBound' WHEN MATCHED THEN DELETE",
        // Entries that no sealer has come to.
        "DELETE FROM AuditPending",
        $"UPDATE AuditPending SET EntryId = {Id}",
        "WITH gone AS (DELETE FROM ServerKeys RETURNING *) INSERT INTO ServerKeys SELECT * FROM gone",
    ];

    public static TheoryData<string> Writes => [.. OfEither, .. Sql.IsPostgreSql ? OfPostgreSql : OfSqlite];

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Write_OtherThanTheNextEntry_IsRefused(string sql)
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.SeedAdministratorAsync();
        await portal.SealAsync();
        Assert.True(await portal.Get<PublishCheckpoint>().ExecuteAsync(TestContext.Current.CancellationToken));
        await portal.AddAdministratorAsync(Seed.Administrator(Seed.Other));
        var version = await portal.DataVersionAsync();

        var refusal = await Assert.ThrowsAnyAsync<DbException>(() => portal.ExecuteAsync(sql + ";"));

        Assert.Matches("an audit|the audit|pending audit|there is one audit|audit entries|server key|this table is never emptied", refusal.Message);
        Assert.Equal(version, await portal.DataVersionAsync());
        Assert.Null((await portal.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task Anchor_OfEntriesOfTheLastFiveYears_IsRefusedByTheDatabasesOwnClock()
    {
        await using var portal = await TestPortal.StartAsync();
        portal.Time.AdjustTime(TimeProvider.System.GetUtcNow().AddYears(-5).AddDays(1));
        await portal.SeedAdministratorAsync();
        await portal.SealAsync();

        var refusal = await Assert.ThrowsAnyAsync<DbException>(() => portal.ExecuteAsync(Anchor(1)));

        Assert.Contains("five years", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Database", "SQLite")]
    [InlineData("' ' || At")]
    [InlineData("REPLACE(At, ' ', 'T')")]
    [InlineData("CAST(At AS BLOB)")]
    [InlineData("'0'")]
    public async Task Anchor_OfEntriesWhoseTimeNobodyWroteLikeThat_IsRefused(string time)
    {
        await using var portal = await TestPortal.StartAsync();
        portal.Time.AdjustTime(new DateTimeOffset(2010, 3, 1, 9, 0, 0, TimeSpan.Zero));
        await portal.SeedAdministratorAsync();
        await portal.TamperAsync($"UPDATE AuditEntries SET At = {time};");

        var refusal = await Assert.ThrowsAnyAsync<DbException>(() => portal.ExecuteAsync(Anchor(1)));

        Assert.Contains("five years", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anchor_ThatStands_IsNeitherChangedNorTakenAwayNorFollowedByAnEarlierOne()
    {
        await using var portal = await TestPortal.StartAsync();
        portal.Time.AdjustTime(new DateTimeOffset(2010, 3, 1, 9, 0, 0, TimeSpan.Zero));
        await portal.SeedAdministratorAsync();
        await portal.SealAsync();
        await portal.ExecuteAsync(Anchor(2));

        foreach (var sql in (string[])[Anchor(1), Anchor(2) + " ON CONFLICT (Size) DO UPDATE SET Root = x'00'", "UPDATE AuditAnchors SET Size = 3;", "DELETE FROM AuditAnchors;", $"DELETE FROM AuditEntries WHERE {Sql.Entry(2)};"])
            Assert.Contains("audit", (await Assert.ThrowsAnyAsync<DbException>(() => portal.ExecuteAsync(sql))).Message, StringComparison.Ordinal);
        // It was not signed with the log's key.
        Assert.Equal(AuditFault.AnchorForged, (await portal.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task Guards_DroppedOrOthers_AreThereAgainAfterTheNextStart()
    {
        await using var portal = await TestPortal.StartAsync();
        var guards = await portal.TriggersAsync();
        await portal.ExecuteAsync(Sql.DropTrigger("AuditEntries", "Update") + Sql.DropTrigger("AuditEntries", "Delete") + (Sql.IsPostgreSql
            ? """
              ALTER TABLE AuditHeads DISABLE TRIGGER AuditHeads_Update; ALTER TABLE AuditHeads ENABLE REPLICA TRIGGER AuditHeads_Delete;
              CREATE OR REPLACE FUNCTION ServerKeys_Delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$;
              CREATE TRIGGER AuditEntries_Delete AFTER DELETE ON AuditEntries FOR EACH ROW EXECUTE FUNCTION AuditEntries_Delete();
              DROP TRIGGER AuditAnchors_Update ON AuditAnchors;
              CREATE TRIGGER AuditAnchors_Update BEFORE UPDATE ON AuditAnchors FOR EACH ROW WHEN (OLD.Size < 0) EXECUTE FUNCTION AuditAnchors_Update();
              DROP TRIGGER ServerKeys_Update ON ServerKeys;
              CREATE TRIGGER ServerKeys_Update BEFORE UPDATE OF Name ON ServerKeys FOR EACH ROW EXECUTE FUNCTION ServerKeys_Update();
              """
            : "CREATE TRIGGER AuditEntries_Delete BEFORE DELETE ON AuditEntries WHEN 0 BEGIN SELECT RAISE(ABORT, 'never'); END;"));

        await portal.Get<IDatabaseEngine>().StartAsync(() => Task.CompletedTask, TestContext.Current.CancellationToken);

        Assert.Equal(guards, await portal.TriggersAsync());
        Assert.Equal(Sql.IsPostgreSql ? 36 : 27, guards.Count);
    }

    private static string Anchor(long size) =>
        $"INSERT INTO AuditAnchors (Size, LogId, Root, At, Signature) SELECT {size}, LogId, {Sql.Zeros}, '2026-11-23 10:00:00', {Sql.Zeros} FROM AuditLogs WHERE Index = 0";
}
