using ZorgId.Core.Audit;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Web.Hosting;

/// <summary>A machine whose clock stands before the log's last entry.</summary>
[Trait("Speed", "slow")]
public sealed class ClockTests
{
    private static readonly string[] Add =
    [
        "administrator", "add", "--given-name", "Cas", "--family-name", "Bos", "--birth-date", "1980-02-01", "--birth-place", "Assen",
        "--organisation", "Praktijk Noord", "--ura", "07654321",
    ];

    [Fact]
    public async Task Start_ClockBeforeTheLogsLastEntry_IsRefusedAndWritesNothing()
    {
        await using var server = await PortalServer.StartAsync();
        // Years after the clock of whoever runs this.
        server.Time.Jump(TimeSpan.FromDays(40_000));
        await server.AddAdministratorAsync();
        var before = await server.DataVersionAsync();

        foreach (var (exit, output, error) in (List<(int, string, string)>)[await server.TypeAsync(Add), await server.TypeAsync("audit", "prune")])
        {
            Assert.Equal((2, ""), (exit, output));
            Assert.StartsWith("The clock of this machine says ", error, StringComparison.Ordinal);
            Assert.Contains($", which is before the log's last entry ({server.Time.UtcNow():u}): set the clock; ", error, StringComparison.Ordinal);
        }

        var start = await PortalProgram.RunAsync([("Environments:productie:Origin", TestPortal.Productie), .. server.DatabaseSettings], "--urls", "http://127.0.0.1:0");
        Assert.Equal((2, ""), (start.Exit, start.Output));
        Assert.Single(start.Errors.TrimEnd('\n').Split('\n'));
        Assert.Equal(before, await server.DataVersionAsync());

        // What only reads needs no clock; and whoever knows better may say so.
        Assert.Equal(0, (await server.TypeAsync("audit", "verify")).Exit);
        Assert.Equal(0, (await server.TypeAsync([("Audit:AcceptClock", "true")], Add)).Exit);
    }

    [Fact]
    public async Task Execute_ClockThatWasNeverSet_IsAFaultAlsoBeforeTheFirstEntry()
    {
        await using var portal = await TestPortal.StartAsync();
        portal.Time.AdjustTime(DateTimeOffset.UnixEpoch);

        var fault = await portal.Get<CheckClock>().ExecuteAsync(TestContext.Current.CancellationToken);

        Assert.Equal(new ClockFault(DateTime.UnixEpoch, null), fault);
        portal.Time.AdjustTime(new DateTimeOffset(CheckClock.ProgramMade));
        Assert.Null(await portal.Get<CheckClock>().ExecuteAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Start_ClockALittleBehind_IsThatOfAnotherNode()
    {
        await using var server = await PortalServer.StartAsync();
        server.Time.AdjustTime(TimeProvider.System.GetUtcNow().AddSeconds(5));
        await server.AddAdministratorAsync();

        Assert.Equal(0, (await server.TypeAsync(Add)).Exit);
    }
}
