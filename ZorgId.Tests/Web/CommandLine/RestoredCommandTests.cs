using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Web.CommandLine;

/// <summary>What an operator does after <c>pg_restore</c>.</summary>
public sealed class RestoredCommandTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Database", "PostgreSQL")]
    public async Task Restored_ProvesTheLogNotesWhatWasReplaced()
    {
        await using var server = await PortalServer.StartAsync();
        await server.AddAdministratorAsync();
        var head = await server.HeadAsync();
        var replaced = head with { Size = head.Size + 40, Root = new string('b', 2 * AuditEntry.HashLength) };

        var end = await server.TypeAsync("restored", "--head", $"{head}", "--replaced", $"{replaced}");

        var now = await server.HeadAsync();
        Assert.Equal((0, $"3 entries of the log were proven, and the database may be served. Audit head {now}.", ""), end);
        var entry = (await server.LogAsync(head))[0];
        Assert.Equal((AuditAction.DatabaseRestored, $"{replaced}"), (entry.Action, entry.Detail));
        Assert.Equal(0, (await server.TypeAsync("audit", "verify", "--head", $"{head}")).Exit);
    }

    [Fact]
    [Trait("Database", "PostgreSQL")]
    public async Task Restored_LogThatIsBrokenOrTooOld_IsToldAndNothingIsSettled()
    {
        await using var server = await PortalServer.StartAsync();
        await server.AddAdministratorAsync();
        var head = await server.HeadAsync();
        var later = head with { Size = head.Size + 1 };

        var end = await server.TypeAsync("restored", "--head", $"{later}");

        Assert.Equal((3, "", $"Entry {head.Size} is not the one that --head tells of: the log was rolled back or made anew. Audit head {head}."), end);
        Assert.Equal(head, await server.HeadAsync());
    }

    /// <summary>Nobody here knows what it made; and who may write to a dump may write such a row.</summary>
    [Fact]
    [Trait("Database", "PostgreSQL")]
    public async Task Restored_MigrationThatIsNotKnown_IsRefusedAndNothingIsSettled()
    {
        await using var server = await PortalServer.StartAsync();
        await server.AddAdministratorAsync();
        var head = await server.HeadAsync();
        await server.QueryAsync(db => db.Database.ExecuteSqlAsync($"""INSERT INTO "__EFMigrationsHistory" VALUES ('29990101000000_Nothing', '10.0.0')""", Cancellation));

        var end = await server.TypeAsync("restored");

        Assert.Equal((1, "", "The database may not be served: it is of a newer program: the migration 29990101000000_Nothing is not known here."), end);
        Assert.Equal(head, await server.HeadAsync());
    }

    [Fact]
    [Trait("Database", "SQLite")]
    public async Task Restored_OnSqlite_NamesRestore()
    {
        await using var server = await PortalServer.StartAsync();

        Assert.Equal((1, "", "restored settles a PostgreSQL database; an SQLite database is put back with restore, which does that too."), await server.TypeAsync("restored"));
    }
}
