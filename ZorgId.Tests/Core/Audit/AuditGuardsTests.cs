using Microsoft.Data.Sqlite;
using ZorgId.Core.Persistence;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Audit;

/// <summary>After all migrations the database itself refuses whatever is not the next entry.</summary>
public sealed class AuditGuardsTests
{
    [Theory]
    [InlineData("UPDATE AuditEntries SET Detail = 'x' WHERE Sequence = 1")]
    [InlineData("UPDATE OR REPLACE AuditEntries SET Sequence = 2 WHERE Sequence = 1")]
    [InlineData("UPDATE AuditEntries SET Sequence = 99 WHERE Sequence = 1")]
    [InlineData("DELETE FROM AuditEntries WHERE Sequence = 1")]
    [InlineData("DELETE FROM AuditEntries")]
    [InlineData("REPLACE INTO AuditEntries SELECT * FROM AuditEntries WHERE Sequence = 1")]
    [InlineData("INSERT OR REPLACE INTO AuditEntries SELECT * FROM AuditEntries WHERE Sequence = 1")]
    [InlineData("INSERT INTO AuditEntries SELECT * FROM AuditEntries WHERE Sequence = 1 ON CONFLICT (Sequence) DO UPDATE SET Detail = 'x'")]
    [InlineData("INSERT INTO AuditEntries (Sequence, At, Environment, Action, Party, Hash) VALUES (99, '2026-11-23 10:00:00', 'Productie', 'SignedIn', 'System', x'00')")]
    [InlineData("INSERT INTO AuditEntries (Sequence, At, Environment, Action, Party, Hash) VALUES (NULL, '2026-11-23 10:00:00', 'Productie', 'SignedIn', 'System', x'00')")]
    [InlineData("INSERT INTO AuditEntries (Sequence, At, Environment, Action, Party, Hash) VALUES (0, '2026-11-23 10:00:00', 'Productie', 'SignedIn', 'System', x'00')")]
    [InlineData("UPDATE AuditHeads SET Sequence = 1")]
    [InlineData("UPDATE AuditHeads SET Hash = zeroblob(32)")]
    [InlineData("UPDATE AuditHeads SET Id = 2, Sequence = 99")]
    [InlineData("DELETE FROM AuditHeads")]
    [InlineData("INSERT OR REPLACE INTO AuditHeads (Id, Sequence, Hash) VALUES (1, 0, zeroblob(32))")]
    [InlineData("INSERT INTO AuditHeads (Id, Sequence, Hash) VALUES (2, 0, zeroblob(32))")]
    [InlineData("UPDATE ServerKeys SET ProtectedValue = x'00'")]
    [InlineData("DELETE FROM ServerKeys")]
    [InlineData("INSERT OR REPLACE INTO ServerKeys (Name, ProtectedValue) VALUES ('audit', x'00')")]
    [InlineData("INSERT INTO AuditAnchors (Sequence, Hash, At, Signature) VALUES (1, zeroblob(32), '2026-11-23 10:00:00', x'00')")]
    public async Task Write_OtherThanTheNextEntry_IsRefused(string sql)
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.SeedAdministratorAsync();
        var version = await portal.DataVersionAsync();

        var refusal = await Assert.ThrowsAsync<SqliteException>(() => portal.ExecuteAsync(sql + ";"));

        Assert.Contains(sql.Contains("ServerKeys", StringComparison.Ordinal) ? "server key" : "audit", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(version, await portal.DataVersionAsync());
        Assert.Null((await portal.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task Anchor_OfEntriesOfTheLastFiveYears_IsRefusedByTheDatabasesOwnClock()
    {
        await using var portal = await TestPortal.StartAsync();
        portal.Time.AdjustTime(TimeProvider.System.GetUtcNow().AddYears(-5).AddDays(1));
        await portal.SeedAdministratorAsync();

        var refusal = await Assert.ThrowsAsync<SqliteException>(() => portal.ExecuteAsync("INSERT INTO AuditAnchors SELECT Sequence, Hash, At, x'00' FROM AuditEntries WHERE Sequence = 1;"));

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

        foreach (var sql in (string[])[Anchor + "1;", "REPLACE" + Anchor[6..] + "2;", "UPDATE AuditAnchors SET Sequence = 3;", "DELETE FROM AuditAnchors;", "DELETE FROM AuditEntries WHERE Sequence = 3;"])
            Assert.Contains("audit", (await Assert.ThrowsAsync<SqliteException>(() => portal.ExecuteAsync(sql))).Message, StringComparison.Ordinal);
        // It was not signed with the log's key.
        Assert.Equal(ZorgId.Core.Audit.AuditFault.AnchorForged, (await portal.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task Guards_DroppedOrOthers_AreThereAgainAfterTheNextStart()
    {
        await using var portal = await TestPortal.StartAsync();
        var guards = await portal.GuardsAsync();
        await portal.ExecuteAsync(
            """
            DROP TRIGGER AuditEntries_Update; DROP TRIGGER AuditEntries_Delete;
            CREATE TRIGGER AuditEntries_Delete BEFORE DELETE ON AuditEntries WHEN 0 BEGIN SELECT RAISE(ABORT, 'never'); END;
            """);

        await portal.Get<IDatabaseEngine>().StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(guards.OrderBy(g => g.Name, StringComparer.Ordinal), (await portal.GuardsAsync()).OrderBy(g => g.Name, StringComparer.Ordinal));
        Assert.Equal(12, guards.Count);
    }
}
