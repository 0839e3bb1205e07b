using System.Data.Common;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Audit;

/// <summary>SQLite takes times and ids of the log in the one form in which the program writes them, and in no other.</summary>
[Trait("Database", "SQLite")]
public sealed class AuditChecksTests
{
    private const string Id = "01A207D9-2100-7889-968C-6A0110EA1B2C";
    private const string Time = "2026-11-23 10:00:00.12";

    [Theory]
    [InlineData(Id, Time)]
    [InlineData(Id, "2026-11-23 10:00:00")]
    public async Task Write_AsTheProgramDoes_IsTaken(string id, string time)
    {
        await using var portal = await TestPortal.StartAsync();

        await portal.RunSqlAsync(Insert(id, time));
    }

    [Theory]
    [InlineData("01a207d9-2100-7889-968c-6a0110ea1b2c", Time)]
    [InlineData("01A207D9--100-7889-968C-6A0110EA1B2C", Time)]
    [InlineData("01A207D921007889968C6A0110EA1B2C", Time)]
    [InlineData("{{01A207D9-2100-7889-968C-6A0110EA1B2C}}", Time)]
    [InlineData(Id, "zzz")]
    [InlineData(Id, "0000-99-99 99:x")]
    [InlineData(Id, " 2026-11-23 10:00:00")]
    [InlineData(Id, "2026-11-23T10:00:00")]
    [InlineData(Id, "2026-11-23 10:00:00.120")]
    [InlineData(Id, "2026-11-23 10:00:00.1234")]
    public async Task Write_InAnotherForm_IsRefused(string id, string time)
    {
        await using var portal = await TestPortal.StartAsync();

        var refusal = await Assert.ThrowsAnyAsync<DbException>(() => portal.RunSqlAsync(Insert(id, time)));

        Assert.Contains("CHECK constraint failed: CK_AuditEntries_", refusal.Message, StringComparison.Ordinal);
    }

    private static string Insert(string id, string time) =>
        $"INSERT INTO AuditEntries (Id, At, Action, Outcome, Party, Mac) VALUES ('{id}', '{time}', 'SignedIn', 'Done', 'System', {Sql.Zeros})";
}
