using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Audit;

/// <summary>What is seen of a log that somebody who owns the database has changed.</summary>
public sealed class VerifyAuditTests
{
    private const int Entries = AuditScene.Entries;

    [Fact]
    public async Task Execute_Untouched_ProvesAllOfIt()
    {
        await using var portal = await AuditScene.StartWithLogAsync();

        var verdict = await portal.VerifyAsync();

        Assert.Equal(new AuditVerdict(Entries, 0, await portal.HeadAsync()), verdict);
        Assert.Equal(Entries, verdict.Head.Size);
    }

    [Fact]
    public async Task Execute_EmptyLog_IsUnbroken()
    {
        await using var portal = await TestPortal.StartAsync();

        // The root of no leaves: SHA-256 of nothing (RFC 9162, section 2.1.1).
        Assert.Equal(
            new AuditVerdict(0, 0, new(portal.Get<AuditSecret>().LogId, 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")),
            await portal.VerifyAsync());
    }

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Execute_MoreThanOneSubtree_ProvesAllAndNamesTheBroken()
    {
        const int Many = 2000;
        await using var portal = await TestPortal.StartAsync();
        await portal.Get<PortalTransactions>().RunAsync(
            (db, _) =>
            {
                for (var i = 0; i < Many; i++)
                    db.Record(new AuditEvent(AuditAction.DatabaseRestored, PortalEnvironment.Productie, TestPortal.Start.UtcDateTime, Client: AuditClient.CommandLine, By: AuditParty.Operator));
                return Task.FromResult(true);
            },
            TestContext.Current.CancellationToken);

        Assert.Equal(new AuditVerdict(Many, 0, await portal.HeadAsync()), await portal.VerifyAsync());

        await portal.TamperAsync("UPDATE AuditSubtrees SET Hash = " + Sql.Zeros + " WHERE Index = 5;");
        AuditTampering.MustBeBroken(AuditFault.Changed, 5 * 256, await portal.VerifyAsync());
        await portal.TamperAsync($"UPDATE AuditEntries SET Detail = 'x' WHERE {Sql.Entry(1200)};");
        AuditTampering.MustBeBroken(AuditFault.Changed, 1200, await portal.VerifyAsync());
    }

    [Theory]
    [InlineData("At = '2026-11-23 10:00:00.001'")]
    [InlineData("At = '2026-11-23 10:00:00.000001'")]
    [InlineData("At = 'yesterday'")]
    [InlineData("Environment = 'Acceptatie'")]
    [InlineData("Action = 'SignedOut'")]
    [InlineData("Action = 'Nothing'")]
    [InlineData("Party = 'System'")]
    [InlineData("Actor = NULL")]
    [InlineData("OnBehalfOf = '01A207D9-2100-7889-968C-6A0110EA1B2C'")]
    [InlineData("Subject = '01A207D9-2100-7889-968C-6A0110EA1B2C'")]
    [InlineData("Organisation = NULL")]
    [InlineData("Client = 'elsewhere'")]
    [InlineData("Client = NULL")]
    [InlineData("SessionId = ''")]
    [InlineData("Detail = 'enrollment'")]
    [InlineData("Mac = " + Sql.Zeros)]
    [InlineData("Mac = x''")]
    // Texts that are read as the value that was written.
    [InlineData("Action = '6'")]
    [InlineData("Action = ' ' || Action")]
    [InlineData("Action = LOWER(Action)")]
    [InlineData("Party = UPPER(Party)")]
    [InlineData("Environment = LOWER(Environment)")]
    public Task Execute_FieldChanged_NamesTheEntry(string change) => ChangeAsync(change);

    /// <summary>What only a database lets in that knows neither times nor ids.</summary>
    [Theory]
    [Trait("Database", "SQLite")]
    [InlineData("At = '2026-11-23 10:00:00.0000001'")]
    [InlineData("At = '2026-11-23 10:00:00.000'")]
    [InlineData("At = 'never'")]
    [InlineData("Actor = 'nobody'")]
    // Read as the value that was written, and compared as something else.
    [InlineData("At = ' ' || At")]
    [InlineData("At = REPLACE(At, ' ', 'T')")]
    [InlineData("At = At || 'Z'")]
    [InlineData("At = CAST(At AS BLOB)")]
    [InlineData("Actor = LOWER(Actor)")]
    [InlineData("Subject = '{{' || Subject || '}}'")]
    [InlineData("Organisation = REPLACE(Organisation, '-', '')")]
    [InlineData("Actor = CAST(x'' || Actor AS BLOB)")]
    [InlineData("Client = CAST(Client AS BLOB)")]
    [InlineData("Client = Client || CHAR(0) || 'and more'")]
    [InlineData("SessionId = CAST(SessionId AS BLOB)")]
    [InlineData("Mac = HEX(Mac)")]
    public Task Execute_FieldThatIsNoneOfItsSort_NamesTheEntry(string change) => ChangeAsync(change);

    private static async Task ChangeAsync(string change)
    {
        await using var portal = await AuditScene.StartWithLogAsync();

        // A claimed login: its fields are all there, but on whose behalf.
        await portal.TamperAsync($"UPDATE AuditEntries SET {change} WHERE {Sql.Entry(6)};");

        AuditTampering.MustBeBroken(AuditFault.Changed, 6, await portal.VerifyAsync());
    }
}
