using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Persistence;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Cluster;

/// <summary>A PostgreSQL database is put back from a dump, by the lines of docs/operations.md.</summary>
[Trait("Database", "PostgreSQL")]
public sealed class RestoreByThePageTests : IDisposable
{
    private readonly PostgreSqlServer _server = PostgreSqlServer.Launch();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("zorgid-dump-");

    public void Dispose()
    {
        _server.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Dump_OfBeforeAnUpgrade_IsPutBackProvenAndTheReplacedOneIsKept()
    {
        foreach (var statement in OperationsPage.Block("sql").Split('\n'))
            await _server.ExecuteAsync(statement);
        using (var scene = await CoreBeside.OpenAsync(Settings("portal")))
            await scene.OpenEnrollmentAsync();
        var told = await VerifyAsync("portal");
        await _server.TypeAsync(OperationsPage.Line("umask 077; pg_dump -Fc -f portal.dump portal"), _folder.FullName);
        using (var scene = await CoreBeside.OpenAsync(Settings("portal")))
            await scene.OpenEnrollmentAsync();
        // What a newer program has added, and would add again.
        await _server.TypeAsync("""psql -q -U portal -d portal -c 'CREATE TABLE "Notes" ("Account" uuid REFERENCES "Accounts")'""", _folder.FullName);
        await _server.TypeAsync("""psql -q -U portal -d portal -c "INSERT INTO \"__EFMigrationsHistory\" VALUES ('20990101000000_Notes', '10.0.0')" """, _folder.FullName);
        var replaced = await VerifyAsync("portal");

        await _server.TypeAsync(OperationsPage.Block("sh"), _folder.FullName);
        foreach (var statement in OperationsPage.Block("psql").Split('\n'))
            await _server.ExecuteAsync(statement);
        var restored = await PortalProgram.RunHereAsync(Settings("portal"), "restored", "--head", told, "--replaced", replaced);
        Assert.Equal((0, ""), (restored.Exit, restored.Errors));

        Assert.NotEqual(replaced, await VerifyAsync("portal", told));
        Assert.Equal(replaced, await VerifyAsync("portal_replaced", replaced));
        using var after = await CoreBeside.OpenAsync(Settings("portal"));
        await using var db = await after.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        Assert.Equal(SessionState.Cancelled, (await db.QrSessions.AsNoTracking().SingleAsync(TestContext.Current.CancellationToken)).State);
    }

    /// <returns>The head of the log, which is whole.</returns>
    private async Task<string> VerifyAsync(string database, string? mark = null)
    {
        var end = await PortalProgram.RunHereAsync(Settings(database), ["audit", "verify", .. mark is null ? (string[])[] : ["--head", mark]]);
        Assert.Equal((0, ""), (end.Exit, end.Errors));
        return end.Output.Split("Audit head ")[1].Split(',')[0];
    }

    private IEnumerable<(string Key, string Value)> Settings(string database) =>
    [
        ("Environments:productie:Origin", TestPortal.Productie),
        .. PostgreSqlTestDatabase.SettingsFor(PostgreSqlServer.ConnectionString(database, "portal", _server.Port) + ";Pooling=False"),
    ];
}
