using ZorgId.Core.Audit;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Web.CommandLine;

/// <summary>The log's commands as an operator gives them: another process, beside a running server.</summary>
public sealed class AuditCommandTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Audit_BesideAServer_ProvesPrunesAndNamesWhatIsBroken()
    {
        await using var server = await PortalServer.StartAsync();
        await server.AddAdministratorAsync();
        var head = await server.HeadAsync();
        var key = server.Get<AuditSecret>().Fingerprint;

        Assert.Equal((0, $"3 entries, from 0 on, are unbroken. Audit head {head}, key {key}.", ""), await server.TypeAsync("audit", "verify", "--head", $"{head}"));
        Assert.Equal((0, "0 entries were pruned.", ""), await server.TypeAsync("audit", "prune"));

        await server.ExecuteAsync(Sql.DropTrigger("AuditEntries", "Update") + $"UPDATE AuditEntries SET Detail = 'x' WHERE {Sql.Entry(2)};");

        var broken = (3, "", $"Entry 2 is not as it was written, or not where it was written. Audit head {head}.");
        Assert.Equal(broken, await server.TypeAsync("audit", "verify"));
        Assert.Equal(broken, await server.TypeAsync("audit", "prune"));
    }

    [Fact]
    public async Task Audit_WrongInput_IsOneSentence()
    {
        await using var server = await PortalServer.StartAsync();

        Assert.Equal((2, "", "--head is '3', and is no head: give it as the server's output tells it, in one piece."), await server.TypeAsync("audit", "verify", "--head", "3"));
        var (exit, _, sentence) = await server.TypeAsync([("Audit:Retention", "1826.00:00:00")], "audit", "prune");
        Assert.Equal(1, exit);
        Assert.Contains("Audit:Retention must be between 1827.00:00:00 (five years)", sentence, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Database", "SQLite")] // About a file that is not there.
    public async Task Audit_NoDatabase_IsOneSentence()
    {
        await using var server = await PortalServer.StartAsync();
        var elsewhere = Path.Combine(Path.GetTempPath(), "zorgid-nowhere", "portal.db");
        Assert.Equal(
            (1, "", $"There is no database at {elsewhere}: name the server's in ConnectionStrings:Portal or Storage:Folder."),
            await server.TypeAsync([("ConnectionStrings:Portal", $"Data Source={elsewhere}")], "audit", "verify"));
    }
}
