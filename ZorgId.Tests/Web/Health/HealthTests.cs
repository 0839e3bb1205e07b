using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using ZorgId.Tests.Support;
using ZorgId.Web.Health;

namespace ZorgId.Tests.Web.Health;

[Trait("Speed", "slow")]
public sealed class HealthTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ready_OfASoundPortal_IsOkInEachPoint()
    {
        await using var server = await PortalServer.StartAsync();

        var (status, body) = await AskAsync(server);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("""{"status":"healthy","checks":{"server":"ok","database":"ok","keys":"ok",""" + (Sql.IsPostgreSql ? "\"listening\":\"ok\",\"log\":\"ok\"}}" : "\"disk\":\"ok\"}}"), body);
    }

    [Theory]
    [InlineData("ALTER TABLE Organisations RENAME TO Hidden", "database", "The database cannot be read.")]
    [InlineData("DELETE FROM __EFMigrationsHistory WHERE MigrationId LIKE '%_Initial'", "database", "The database lacks {0}: start this version of the program.")]
    [InlineData("INSERT INTO __EFMigrationsHistory VALUES ('20990101000000_ContractLater', '10.0.0')", "database", "The database has 20990101000000_ContractLater, which is newer than this version of the program.")]
    [InlineData("DELETE FROM DataProtectionKeys", "keys", "The database holds no key that can be opened.")]
    [InlineData("ALTER TABLE DataProtectionKeys RENAME TO Hidden", "keys", "The database's keys cannot be read.")]
    public async Task Ready_OfABrokenOne_SaysWhatIsWrongAndLives(string damage, string point, string reason)
    {
        await using var server = await PortalServer.StartAsync();
        var first = await server.QueryAsync(db => Task.FromResult(db.Database.GetMigrations().First()));
        await server.ExecuteAsync(damage);

        var (status, body) = await AskAsync(server);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        var answer = System.Text.Json.Nodes.JsonNode.Parse(body)!;
        Assert.Equal("unhealthy", answer["status"]!.GetValue<string>());
        Assert.Equal(string.Format(CultureInfo.InvariantCulture, reason, first), answer["checks"]![point]!.GetValue<string>());
        Assert.Equal((HttpStatusCode.OK, """{"status":"healthy","checks":{}}"""), await AskAsync(server, HealthRoom.Live));
    }

    [Fact]
    [Trait("Database", "SQLite")] // A database server has a disk of its own.
    public async Task Ready_WithoutRoomOnTheDisk_SaysHowMuchThereIs()
    {
        await using var server = await PortalServer.StartAsync(("Health:FreeDiskMebibytes", "1000000"));

        var (status, body) = await AskAsync(server);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("less than Health:FreeDiskMebibytes (1000000).", body, StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, string Body)> AskAsync(PortalServer server, string path = HealthRoom.Ready)
    {
        using var client = server.Client();
        using var answer = await client.GetAsync(path, Cancellation);
        Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }
}
