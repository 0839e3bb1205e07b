using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Web.Hosting;

/// <summary>The log's commands as an operator gives them: another process, beside a running server.</summary>
public sealed class AuditCommandTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Audit_BesideAServer_ProvesPrunesAndNamesWhatIsBroken()
    {
        await using var server = await PortalServer.StartAsync();
        await server.AddAdministratorAsync();
        var head = await server.Get<ViewAuditHead>().ExecuteAsync(Cancellation);
        var key = server.Get<AuditSecret>().Fingerprint;

        Assert.Equal((0, $"3 entries, from 1 on, are unbroken. Audit head {head}, key {key}.", ""), await RunAsync(server, "audit", "verify", "--head", $"{head}"));
        Assert.Equal((0, "0 entries were pruned.", ""), await RunAsync(server, "audit", "prune"));

        await server.QueryAsync(db => db.Database.ExecuteSqlRawAsync("DROP TRIGGER AuditEntries_Update; UPDATE AuditEntries SET Detail = 'x' WHERE Sequence = 2;", Cancellation));

        var broken = (3, "", $"Entry 2 is not as it was written, or not where it was written. Audit head {head}.");
        Assert.Equal(broken, await RunAsync(server, "audit", "verify"));
        Assert.Equal(broken, await RunAsync(server, "audit", "prune"));
    }

    [Fact]
    public async Task Audit_WrongInput_IsOneSentence()
    {
        await using var server = await PortalServer.StartAsync();

        Assert.Equal((2, "", "--head is '3', and is a number, a colon and 64 hexadecimal digits."), await RunAsync(server, "audit", "verify", "--head", "3"));
        var (exit, _, sentence) = await RunAsync(server, ("Audit__Retention", "1826.00:00:00"), "audit", "prune");
        Assert.Equal(1, exit);
        Assert.Contains("Audit:Retention must be between 1827.00:00:00 (five years)", sentence, StringComparison.Ordinal);
        var elsewhere = Path.Combine(Path.GetTempPath(), "zorgid-nowhere", "portal.db");
        Assert.Equal(
            (1, "", $"There is no database at {elsewhere}: name the server's in ConnectionStrings:Portal or Storage:Folder."),
            await RunAsync(server, ("ConnectionStrings__Portal", $"Data Source={elsewhere}"), "audit", "verify"));
    }

    private static Task<(int Exit, string Output, string Error)> RunAsync(PortalServer server, params string[] arguments) =>
        RunAsync(server, ("ConnectionStrings__Portal", server.ConnectionString), arguments);

    private static async Task<(int Exit, string Output, string Error)> RunAsync(PortalServer server, (string Name, string Value) setting, params string[] arguments)
    {
        var end = await PortalProgram.RunAsync(
            [("Environments__productie__Origin", TestPortal.Productie), ("ConnectionStrings__Portal", server.ConnectionString), setting], arguments);
        return (end.Exit, end.Output.Trim(), end.Errors.Trim());
    }
}
