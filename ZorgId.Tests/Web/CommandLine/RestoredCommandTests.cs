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
        await using var first = await PortalServer.StartAsync();
        await first.AddAdministratorAsync();
        var head = await first.HeadAsync();
        var replaced = head with { Size = head.Size + 40, Root = new string('b', 2 * AuditEntry.HashLength) };

        var (end, server) = await RunAsync(first, "--head", $"{head}", "--replaced", $"{replaced}");
        await using var next = server;

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
        await using var first = await PortalServer.StartAsync();
        await first.AddAdministratorAsync();
        var head = await first.HeadAsync();
        var later = head with { Size = head.Size + 1 };

        var (end, server) = await RunAsync(first, "--head", $"{later}");
        await using var next = server;

        Assert.Equal((3, "", $"Entry {head.Size} is not the one that --head tells of: the log was rolled back or made anew. Audit head {head}."), end);
        Assert.Equal(head, await server.HeadAsync());
    }

    /// <summary>Nobody here knows what it made; and who may write to a dump may write such a row.</summary>
    [Fact]
    [Trait("Database", "PostgreSQL")]
    public async Task Restored_MigrationThatIsNotKnown_IsRefusedAndNothingIsSettled()
    {
        await using var first = await PortalServer.StartAsync();
        await first.AddAdministratorAsync();
        var head = await first.HeadAsync();
        await first.QueryAsync(db => db.Database.ExecuteSqlAsync($"""INSERT INTO "__EFMigrationsHistory" VALUES ('29990101000000_Nothing', '10.0.0')""", Cancellation));

        var (end, server) = await RunAsync(first);
        await using var next = server;

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

    [Fact]
    [Trait("Database", "PostgreSQL")]
    public async Task Restored_BesideANode_IsRefused()
    {
        await using var server = await PortalServer.StartAsync();

        var (exit, output, error) = await server.TypeAsync("restored");

        Assert.Equal((1, ""), (exit, output));
        Assert.Matches("^A node serves this database from .*: stop every node before restored\\.$", error);
    }

    // The command has the machine's clock.
    private static async Task<((int Exit, string Output, string Errors) End, PortalServer Next)> RunAsync(PortalServer server, params string[] arguments)
    {
        var (settings, end) = (server.DatabaseSettings, new ProgramEnd(-1, "", ""));
        var next = await server.RestartAsync(
            async () => end = await PortalProgram.RunHereAsync([("Environments:productie:Origin", TestPortal.Productie), .. settings], ["restored", .. arguments]),
            ("Audit:AcceptClock", "true"));
        return ((end.Exit, end.Output.Trim(), end.Errors.Trim()), next);
    }
}
