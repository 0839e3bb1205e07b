using Npgsql;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Web.CommandLine;

/// <summary>An operator carries an installation from SQLite to PostgreSQL.</summary>
[Trait("Database", "SQLite")]
public sealed class MoveCommandTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Move_OfARunningPortal_IsServedFromThereWithAllThatWas()
    {
        using var database = await SqliteTestDatabase.CreateAsync();
        using var target = await PostgreSqlTestDatabase.CreateEmptyAsync();
        var (known, enrolling) = (new TestPhone(), new TestPhone());
        TestQr open;
        using (var program = await ServingProgram.StartAsync(database.ConnectionString))
        using (var browser = await CoreBeside.OpenAsync(database))
        {
            await new PhoneScript(known, await browser.OpenEnrollmentAsync(), PhoneStep.Claim, PhoneStep.Accept).RunAsync(program, () => { });
            open = await browser.OpenEnrollmentAsync();
            (await MoveAsync(database, target.Source.ConnectionString)).MustComplain(1, $"{database.Path} is in use: stop the server, and whatever command works with it, before a move.");
        }

        var end = await MoveAsync(database, target.Source.ConnectionString);

        Assert.Equal((0, ""), (end.Exit, end.Errors));
        var told = Assert.Single(end.Lines);
        Assert.Matches(@"^\d+ rows were moved, and 9 entries of the log were proven there\. Audit head [0-9a-f-]{36}:9:[0-9a-f]{64}\. ", told);
        Assert.EndsWith($"Keys:Certificate to a copy of {database.Path}.keys.pfx, on every node.", told, StringComparison.Ordinal);
        using (var program = await ServingProgram.StartAsync(SettingsThere(database, target.Source.ConnectionString)))
        {
            // An enrollment QR that stood open, and a phone with its PIN: all that is encrypted can be opened there.
            await new PhoneScript(enrolling, open, PhoneStep.Claim, PhoneStep.Accept).RunAsync(program, () => { });
            using var scene = await CoreBeside.OpenAsync(SettingsThere(database, target.Source.ConnectionString));
            foreach (var phone in (TestPhone[])[known, enrolling])
                await new PhoneScript(phone, await scene.OpenLoginAsync("192.0.2.9"), PhoneStep.Claim, PhoneStep.WrongPin, PhoneStep.Accept).RunAsync(program, () => { });
        }

        var proof = await PortalProgram.RunHereAsync(SettingsThere(database, target.Source.ConnectionString), "audit", "verify", "--head", told.Split("Audit head ")[1].Split(". ")[0]);
        Assert.Equal((0, ""), (proof.Exit, proof.Errors));
        (await MoveAsync(database, target.Source.ConnectionString)).MustComplain(1, "Nothing was moved: the PostgreSQL database holds something else already: name an empty one.");
    }

    [Fact]
    public async Task Move_KilledInTheMiddle_LeavesNothingAndIsGivenAgain()
    {
        using var database = await SeededAsync();
        using var target = await PostgreSqlTestDatabase.CreateEmptyAsync();
        using (var first = ServingProgram.Begin(PortalProgram.Describe(ServingProgram.SettingsFor(database.ConnectionString), "move", "--to", target.Source.ConnectionString)))
        {
            // Something else holds a table that comes late: the move stands in the middle.
            await using var holder = await HoldAsync(target, "QrSessions");
            await target.UntilAsync("SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')");
            first.Kill();
            await first.EndAsync();
        }

        await target.UntilAsync("SELECT NOT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'zorgid')");
        Assert.Equal(0, await target.ScalarAsync<long>("""SELECT (SELECT COUNT(*) FROM "Accounts") + (SELECT "Size" FROM "AuditHeads")"""));

        Assert.Contains(" rows were moved, and 4 entries", (await MoveAsync(database, target.Source.ConnectionString)).Output, StringComparison.Ordinal);
        Assert.Contains(" rows had been moved already, and 4 entries", (await MoveAsync(database, target.Source.ConnectionString)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Move_LogBroken_IsRefused()
    {
        using var database = await SeededAsync();
        await SqliteTestDatabase.QueryAsync(database.Path, "DROP TRIGGER AuditEntries_Update; UPDATE AuditEntries SET Detail = 'x' WHERE Id = (SELECT EntryId FROM AuditLeaves WHERE \"Index\" = 2)");

        using var target = await PostgreSqlTestDatabase.CreateEmptyAsync();

        var end = await MoveAsync(database, target.Source.ConnectionString);

        Assert.StartsWith("Nothing was moved: the log is broken. Entry 2 is not as it was written", Assert.Single(end.Errors.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.Equal((1, ""), (end.Exit, end.Output));
    }

    [Theory]
    [InlineData("Data Source=elsewhere.db", 2, "--to must name a PostgreSQL database, such as \"Host=db.example;Database=zorgid;Username=zorgid\".")]
    [InlineData("Host=127.0.0.1;Port=1;Database=zorgid;Username=zorgid", 1, "Nothing was moved: Failed to connect to 127.0.0.1:1")]
    public async Task Move_NowhereToGo_IsOneSentence(string to, int exit, string sentence)
    {
        using var database = await SeededAsync();

        var end = await MoveAsync(database, to);

        Assert.StartsWith(sentence, Assert.Single(end.Errors.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.Equal((exit, ""), (end.Exit, end.Output));
    }

    private static async Task<SqliteTestDatabase> SeededAsync()
    {
        var database = await SqliteTestDatabase.CreateAsync();
        using var scene = await CoreBeside.OpenAsync(database);
        await scene.OpenEnrollmentAsync();
        return database;
    }

    private static Task<ProgramEnd> MoveAsync(SqliteTestDatabase database, string target) =>
        PortalProgram.RunHereAsync(ServingProgram.SettingsFor(database.ConnectionString + ";Pooling=False"), "move", "--to", target);

    private static IReadOnlyList<(string Key, string Value)> SettingsThere(SqliteTestDatabase database, string target) =>
    [
        .. ServingProgram.SettingsFor(target), ("Database:Provider", "PostgreSQL"), ("Keys:Certificate", $"{database.Path}.keys.pfx"),
    ];

    private static async Task<NpgsqlConnection> HoldAsync(PostgreSqlTestDatabase target, string table)
    {
        // Once the move has made it.
        await target.UntilAsync($"SELECT to_regclass('\"{table}\"') IS NOT NULL");
        var connection = new NpgsqlConnection(target.Source.ConnectionString + ";Pooling=False");
        await connection.OpenAsync(Cancellation);
#pragma warning disable CA2100 // The test's own words.
        await using var hold = new NpgsqlCommand($"BEGIN; LOCK TABLE \"{table}\" IN SHARE MODE;", connection);
#pragma warning restore CA2100
        await hold.ExecuteNonQueryAsync(Cancellation);
        return connection;
    }
}
