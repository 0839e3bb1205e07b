using System.Net;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Cluster;

/// <summary>
/// An old node beside a new one on one database (ADR 14). Both are this program; what makes one old is a step of the schema
/// that it does not know, as the next release would make it.
/// </summary>
[Trait("Database", "PostgreSQL")]
public sealed class OldAndNewTests : IAsyncLifetime
{
    private const string Expanding =
        """
        ALTER TABLE "Accounts" ADD COLUMN "MailAddress" varchar(200) NULL;
        ALTER TABLE "QrSessions" ADD COLUMN "Reminders" integer NOT NULL DEFAULT 0;
        CREATE TABLE "Notes" ("Id" bigint PRIMARY KEY, "AccountId" uuid NULL, "Text" varchar(200) NOT NULL);
        CREATE INDEX "IX_Notes_AccountId" ON "Notes" ("AccountId");
        INSERT INTO "__EFMigrationsHistory" VALUES ('20990101000000_MailAddresses', '10.0.0');
        """;

    private const string Contracting = """INSERT INTO "__EFMigrationsHistory" VALUES ('20990201000000_ContractNames', '10.0.0');""";

    private readonly List<ServingProgram> _nodes = [];
    private PostgreSqlTestDatabase? _database;
    private CoreBeside? _scene;

    private IEnumerable<(string Key, string Value)> Settings => [.. _database!.Settings, .. ServingProgram.LongLifetimes, ("Environments:productie:Origin", TestPortal.Productie)];

    public async ValueTask InitializeAsync()
    {
        _database = await PostgreSqlTestDatabase.CreateAsync();
        _scene = await CoreBeside.OpenAsync(Settings);
    }

    [Fact]
    public async Task Expansion_UnderAnOldNode_BothServeTheMainJobAndOnlyAContractStopsIt()
    {
        var old = await StartAsync();
        TestPhone phone = new();
        await ServeAsync(old, phone, isNew: true);

        await _database!.ScalarAsync<object>(Expanding);
        var next = await StartAsync();

        foreach (var node in _nodes)
        {
            Assert.Equal((HttpStatusCode.OK, """{"status":"healthy","checks":{"server":"ok","database":"ok","keys":"ok","listening":"ok","log":"ok"}}"""), await AskAsync(node));
            await ServeAsync(node, phone, isNew: false);
            await ServeAsync(node, new TestPhone(), isNew: true);
        }

        // One script begins at the old node and ends at the new.
        var qr = await _scene!.OpenLoginAsync("192.0.2.8");
        await phone.MustAcceptAsync(next.SendAsync, qr, await phone.MustClaimAsync(old.SendAsync, qr));

        await _database!.ScalarAsync<object>(Contracting);
        var (status, body) = await AskAsync(old);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("The database has 20990201000000_ContractNames, which is newer than this version of the program.", body, StringComparison.Ordinal);
        var end = await PortalProgram.RunAsync(Settings, "--urls", "http://127.0.0.1:0");
        end.MustComplain(1, "The database has 20990201000000_ContractNames, which is newer than this version of the program and cannot be served by it: start the newer version.");
        await _scene.VerifyAsync([]);
    }

    public async ValueTask DisposeAsync()
    {
        _nodes.ForEach(n => n.Dispose());
        _scene?.Dispose();
        if (_database is null)
            return;
        // The next test that gets this database finds today's schema.
        await _database!.ScalarAsync<object>(
            """
            DROP TABLE IF EXISTS "Notes";
            ALTER TABLE "Accounts" DROP COLUMN IF EXISTS "MailAddress";
            ALTER TABLE "QrSessions" DROP COLUMN IF EXISTS "Reminders";
            DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" > '2099';
            """);
        _database.Dispose();
    }

    private static async Task<(HttpStatusCode Status, string Body)> AskAsync(ServingProgram node)
    {
        (HttpStatusCode Status, string Body) told = (default, "");
        // A node hears of the others a moment after it serves.
        await Until.IsAsync(
            async () =>
            {
                using var answer = await node.GetAsync("/health/ready");
                told = (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
                return !told.Body.Contains("hears of other nodes", StringComparison.Ordinal);
            },
            () => told.Body ?? "");
        return told;
    }

    private async Task<ServingProgram> StartAsync()
    {
        var node = await ServingProgram.StartAsync(Settings, TestPortal.Productie, "http://127.0.0.1:0");
        _nodes.Add(node);
        return node;
    }

    // Phones by their messages, and a page: the sessions are opened by the core beside.
    private async Task ServeAsync(ServingProgram node, TestPhone phone, bool isNew)
    {
        await phone.MustAcceptAsync(node.SendAsync, isNew ? await _scene!.OpenEnrollmentAsync() : await _scene!.OpenLoginAsync("192.0.2.7"));
        using var page = await node.GetAsync("/portal");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }
}
