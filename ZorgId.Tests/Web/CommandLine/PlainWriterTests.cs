using ZorgId.Core.Audit;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Web.CommandLine;

/// <summary>What the command line prints of names and arguments commands no terminal; and whom the log names for it.</summary>
public sealed class PlainWriterTests
{
    private const string Evil = "\u001b]0;owned\u0007\u001b[2J\u009b1A";

    [Theory]
    [InlineData("restore", "/tmp/none" + Evil)]
    [InlineData("audit", "verify", "--head", Evil)]
    [InlineData(Evil)]
    [InlineData("audit", Evil + "\nAudit head 999999:ffff")]
    [InlineData("administrator", "add", "--birth-date", Evil)]
    [Trait("Stores", "nothing")]
    public async Task Command_ArgumentWithEscapes_IsPrintedAsText(params string[] arguments)
    {
        using var database = new SqliteTestDatabase();

        var end = await PortalProgram.RunHereAsync(ServingProgram.SettingsFor(database.ConnectionString), arguments);

        Assert.NotEqual(0, end.Exit);
        Assert.DoesNotContain((end.Output + end.Errors).Replace("\n", "", StringComparison.Ordinal), char.IsControl);
        Assert.DoesNotContain(end.Errors.Split('\n'), line => line.StartsWith("Audit head", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Database", "SQLite")]
    public async Task Start_DatabaseWhoseMigrationIsNamedWithEscapes_TellsItAsText()
    {
        using var database = await SqliteTestDatabase.CreateAsync();
        await SqliteTestDatabase.QueryAsync(database.Path, "INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_' || char(27) || '[2J' || char(10) || 'Audit head', '99.0.0')");

        var end = await RestoreScene.RunAsync(database, "audit", "verify");

        Assert.Contains(@"29990101000000_\u001b[2J Audit head", Assert.Single(end.Errors.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zorgid", null, "zorgid")]
    [InlineData("zorgid", "", "zorgid")]
    [InlineData("zorgid", "els.smit", "zorgid (sudo by els.smit)")]
    [InlineData("root", "root", "root")]
    [InlineData("zorgid", "els\n\u001b[2J", "zorgid")]
    public void Operator_UnderSudo_IsNamedByWhoCalled(string user, string? caller, string named) => Assert.Equal(named, AuditClient.NameOperator(user, caller));
}
