using System.Data.Common;
using ZorgId.Core.Persistence;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Audit;

/// <summary>After all migrations the database itself refuses whatever is not the next entry.</summary>
public sealed class AuditTriggersTests
{
    private static readonly string[] OfEither =
    [
        "UPDATE AuditEntries SET Detail = 'x' WHERE Sequence = 1",
        "UPDATE AuditEntries SET Sequence = 99 WHERE Sequence = 1",
        "DELETE FROM AuditEntries WHERE Sequence = 1",
        "DELETE FROM AuditEntries",
        "INSERT INTO AuditEntries SELECT * FROM AuditEntries WHERE Sequence = 1 ON CONFLICT (Sequence) DO UPDATE SET Detail = 'x'",
        "INSERT INTO AuditEntries (Sequence, At, Environment, Action, Outcome, Party, Hash) VALUES (99, '2026-11-23 10:00:00', 'Productie', 'SignedIn', 'Done', 'System', x'00')",
        "INSERT INTO AuditEntries (Sequence, At, Environment, Action, Outcome, Party, Hash) VALUES (NULL, '2026-11-23 10:00:00', 'Productie', 'SignedIn', 'Done', 'System', x'00')",
        "INSERT INTO AuditEntries (Sequence, At, Environment, Action, Outcome, Party, Hash) VALUES (0, '2026-11-23 10:00:00', 'Productie', 'SignedIn', 'Done', 'System', x'00')",
        "UPDATE AuditHeads SET Sequence = 1",
        "UPDATE AuditHeads SET Hash = " + Sql.Zeros,
        "UPDATE AuditHeads SET Id = 2, Sequence = 99",
        "DELETE FROM AuditHeads",
        "INSERT INTO AuditHeads (Id, Sequence, Hash) VALUES (2, 0, " + Sql.Zeros + ")",
        "INSERT INTO AuditHeads (Id, Sequence, Hash) VALUES (1, 0, " + Sql.Zeros + ") ON CONFLICT (Id) DO UPDATE SET Sequence = 0",
        "UPDATE ServerKeys SET ProtectedValue = x'00'",
        "DELETE FROM ServerKeys",
        "INSERT INTO ServerKeys (Name, ProtectedValue) VALUES ('audit', x'00') ON CONFLICT (Name) DO UPDATE SET ProtectedValue = x'00'",
        "INSERT INTO AuditAnchors (Sequence, Hash, At, Signature) VALUES (1, " + Sql.Zeros + ", '2026-11-23 10:00:00', x'00')",
    ];

    private static readonly string[] OfSqlite =
    [
        "UPDATE OR REPLACE AuditEntries SET Sequence = 2 WHERE Sequence = 1",
        "REPLACE INTO AuditEntries SELECT * FROM AuditEntries WHERE Sequence = 1",
        "INSERT OR REPLACE INTO AuditEntries SELECT * FROM AuditEntries WHERE Sequence = 1",
        "INSERT OR REPLACE INTO AuditHeads (Id, Sequence, Hash) VALUES (1, 0, " + Sql.Zeros + ")",
        "INSERT OR REPLACE INTO ServerKeys (Name, ProtectedValue) VALUES ('audit', x'00')",
    ];

    private static readonly string[] OfPostgreSql =
    [
        "TRUNCATE AuditEntries",
        "TRUNCATE AuditHeads",
        "TRUNCATE AuditAnchors",
        "TRUNCATE ServerKeys",
        "TRUNCATE QrSessions, PersonalCodes, AuditEntries CASCADE",
        "MERGE INTO AuditEntries e USING AuditHeads h ON e.Sequence = 1 WHEN MATCHED THEN UPDATE SET Detail = 'x'",
        "MERGE INTO AuditEntries e USING AuditHeads h ON e.Sequence = 1 WHEN MATCHED THEN DELETE",
        "WITH gone AS (DELETE FROM ServerKeys RETURNING *) INSERT INTO ServerKeys SELECT * FROM gone",
    ];

    public static TheoryData<string> Writes => [.. OfEither, .. Sql.IsPostgreSql ? OfPostgreSql : OfSqlite];

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Write_OtherThanTheNextEntry_IsRefused(string sql)
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.SeedAdministratorAsync();
        var version = await portal.DataVersionAsync();

        var refusal = await Assert.ThrowsAnyAsync<DbException>(() => portal.ExecuteAsync(sql + ";"));

        // The last is PostgreSQL's own: that nothing is put where something must be.
        Assert.Matches("an audit|the audit|there is one audit|audit entries|server key|this table is never emptied|null value in column", refusal.Message);
        Assert.Equal(version, await portal.DataVersionAsync());
        Assert.Null((await portal.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task Anchor_OfEntriesOfTheLastFiveYears_IsRefusedByTheDatabasesOwnClock()
    {
        await using var portal = await TestPortal.StartAsync();
        portal.Time.AdjustTime(TimeProvider.System.GetUtcNow().AddYears(-5).AddDays(1));
        await portal.SeedAdministratorAsync();

        var refusal = await Assert.ThrowsAnyAsync<DbException>(() => portal.ExecuteAsync("INSERT INTO AuditAnchors SELECT Sequence, Hash, At, x'00' FROM AuditEntries WHERE Sequence = 1;"));

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

        var refusal = await Assert.ThrowsAnyAsync<DbException>(() => portal.ExecuteAsync("INSERT INTO AuditAnchors SELECT Sequence, Hash, At, x'00' FROM AuditEntries WHERE Sequence = 1;"));

        Assert.Contains("five years", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anchor_ThatStands_IsNeitherChangedNorTakenAwayNorFollowedByAnEarlierOne()
    {
        await using var portal = await TestPortal.StartAsync();
        portal.Time.AdjustTime(new DateTimeOffset(2010, 3, 1, 9, 0, 0, TimeSpan.Zero));
        await portal.SeedAdministratorAsync();
        const string Anchor = "INSERT INTO AuditAnchors SELECT Sequence, Hash, At, x'00' FROM AuditEntries WHERE Sequence = ";
        await portal.ExecuteAsync(Anchor + "2;");

        foreach (var sql in (string[])[Anchor + "1;", Anchor + "2 ON CONFLICT (Sequence) DO UPDATE SET Hash = x'00';", "UPDATE AuditAnchors SET Sequence = 3;", "DELETE FROM AuditAnchors;", "DELETE FROM AuditEntries WHERE Sequence = 3;"])
            Assert.Contains("audit", (await Assert.ThrowsAnyAsync<DbException>(() => portal.ExecuteAsync(sql))).Message, StringComparison.Ordinal);
        // It was not signed with the log's key.
        Assert.Equal(ZorgId.Core.Audit.AuditFault.AnchorForged, (await portal.VerifyAsync()).Fault);
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
              CREATE TRIGGER AuditAnchors_Update BEFORE UPDATE ON AuditAnchors FOR EACH ROW WHEN (OLD.Sequence < 0) EXECUTE FUNCTION AuditAnchors_Update();
              DROP TRIGGER ServerKeys_Update ON ServerKeys;
              CREATE TRIGGER ServerKeys_Update BEFORE UPDATE OF Name ON ServerKeys FOR EACH ROW EXECUTE FUNCTION ServerKeys_Update();
              """
            : "CREATE TRIGGER AuditEntries_Delete BEFORE DELETE ON AuditEntries WHEN 0 BEGIN SELECT RAISE(ABORT, 'never'); END;"));

        await portal.Get<IDatabaseEngine>().StartAsync(() => Task.CompletedTask, TestContext.Current.CancellationToken);

        Assert.Equal(guards, await portal.TriggersAsync());
        Assert.Equal(Sql.IsPostgreSql ? 16 : 12, guards.Count);
    }
}
