using ZorgId.Tests.Support;

namespace ZorgId.Tests.Web.Hosting;

/// <summary>The real program, as several processes on one database server.</summary>
[Trait("Database", "PostgreSQL")]
[Trait("Speed", "slow")]
public sealed class NodesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string OfThis => "database = (SELECT oid FROM pg_database WHERE datname = current_database())";

    /// <summary>When it is killed: as it has its turn, in the middle of its migrations, and when the tables are there and the guards may not be.</summary>
    public static TheoryData<string> Moments =>
    [
        $"SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND {OfThis})",
        $"SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'relation' AND mode = 'AccessExclusiveLock' AND {OfThis})",
        "SELECT to_regclass('\"AuditHeads\"') IS NOT NULL",
    ];

    [Fact]
    public async Task Start_ThreeAtOnceOnAnEmptyDatabase_ServeAsOne()
    {
        using var database = await PostgreSqlTestDatabase.CreateEmptyAsync();
        using var first = Begin(database);
        using var second = Begin(database);
        using var third = Begin(database);
        ServingProgram[] nodes = [first, second, third];
        foreach (var node in nodes)
            await node.MustListenAsync();

        // A phone that comes to another node each time.
        var added = await PortalProgram.RunHereAsync(
            Settings(database), "administrator", "add", "--given-name", "Els", "--family-name", "Smit", "--birth-date", "1980-02-01", "--birth-place", "Assen",
            "--organisation", "Praktijk Noord", "--ura", "01234567");
        Assert.True(added.Exit == 0, added.Errors);
        var (phone, qr) = (new TestPhone(), TestQr.Parse(added.Lines[^1]));
        await phone.MustAcceptAsync(second.SendAsync, qr, await phone.MustClaimAsync(first.SendAsync, qr));

        // What one node has sealed, each opens.
        foreach (var (maker, opener) in nodes.SelectMany(_ => nodes, (maker, opener) => (maker, opener)))
        {
            var challenge = (await (await maker.SendAsync("/mobile/v1/challenges", [])).MustJsonAsync())["nonce"]!.GetValue<string>();
            await (await opener.SendAsync("/mobile/v1/identity", phone.Unlock(TestPortal.Productie, challenge))).MustJsonAsync();
        }

        Assert.Equal(await PostgreSqlTestDatabase.ReadWholeSchemaAsync(), database.ReadSchema());
        Assert.Equal("audit audit-signing typed-codes", await database.ScalarAsync<string>("SELECT string_agg(\"Name\", ' ' ORDER BY \"Name\") FROM \"ServerKeys\""));
        Assert.Equal(0, (await PortalProgram.RunHereAsync(Settings(database), "audit", "verify")).Exit);
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task Start_KilledWhileMigrating_IsWholeAfterTheNext(string moment)
    {
        using var database = await PostgreSqlTestDatabase.CreateEmptyAsync();
        using (var killed = Begin(database))
        {
            var listening = killed.ListensAsync();
            var reached = database.UntilAsync(moment);
            await Task.WhenAny(reached, listening);
            Assert.True(reached.IsCompleted, "It listened before that was seen.");
            killed.Kill();
            await killed.EndAsync();
        }

        // All that a start does, but listening.
        using var next = await CoreBeside.OpenAsync(Settings(database));

        Assert.Equal(await PostgreSqlTestDatabase.ReadWholeSchemaAsync(), database.ReadSchema());
        Assert.Equal(1, await database.ScalarAsync<long>("SELECT COUNT(*) FROM \"AuditHeads\""));
    }

    [Fact]
    public async Task Process_NoSuchDatabase_EndsWithOneSentence()
    {
        var nowhere = PostgreSqlServer.Shared.ConnectionString("nowhere");

        var end = await PortalProgram.RunAsync([("Environments:productie:Origin", TestPortal.Productie), .. PostgreSqlTestDatabase.SettingsFor(nowhere)]);

        Assert.Equal((1, "The database cannot be used: 3D000: database \"nowhere\" does not exist"), (end.Exit, end.Errors.TrimEnd()));
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Database=portal;Username=portal")]
    [InlineData("Host=db.invalid;Database=portal;Username=portal")]
    public async Task Process_ServerIsAway_EndsWithOneSentence(string connection)
    {
        foreach (var arguments in (string[][])[["--urls", "http://127.0.0.1:0"], ["audit", "verify"]])
        {
            var end = await PortalProgram.RunAsync([("Environments:productie:Origin", TestPortal.Productie), .. PostgreSqlTestDatabase.SettingsFor(connection)], arguments);

            Assert.Equal(1, end.Exit);
            Assert.StartsWith("The database cannot be used: ", Assert.Single(end.Errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
        }
    }

    private static ServingProgram Begin(PostgreSqlTestDatabase database) => ServingProgram.Begin(PortalProgram.Describe(Settings(database), "--urls", "http://127.0.0.1:0"));

    private static IEnumerable<(string Key, string Value)> Settings(PostgreSqlTestDatabase database) =>
        [("Environments:productie:Origin", TestPortal.Productie), .. ServingProgram.LongLifetimes, .. database.Settings];
}
