using System.Collections.Concurrent;
using System.Net;
using Microsoft.EntityFrameworkCore;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Web.Mobile;

/// <summary>Thousands of strangers' messages, while somebody works.</summary>
[Collection(NonParallel.Name)]
[Trait("Speed", "slow")]
public sealed class FloodTests
{
    // A database server works in a process of its own, beside this one: fewer show as much.
    private static readonly int Messages = Sql.IsPostgreSql ? 2_000 : 10_000;
    private const int AtOnce = 16;

    // A phone may send sixty messages a minute, and this clock stands still.
    private const int Rounds = 10;

    // Numbers that the flood does not reach.
    private const int FirstOfBefore = 1 << 24;

    // A fifth of what ten thousand messages of 8 KiB would take.
    private const long MemoryMargin = 16 << 20;
    private const long FileMargin = 64 << 10;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Flood_OfStrangers_DisturbsNobodyAndLeavesNothingBehind()
    {
        await using var server = await PortalServer.StartAsync();
        var (phone, victim) = (await server.SeedAdministratorAsync(), await server.SeedAdministratorAsync());
        var cookie = await server.LogInBrowserAsync(phone);
        var strangers = new StrangersMessages(server, victim);
        // Once each way, so that what is made once is made: connections, compiled queries, the key of typed codes.
        await server.MustShowTypedCodeAsync(await server.OpenLoginAsync());
        for (var i = 0; i < 100; i++)
            await strangers.SendAsync(FirstOfBefore + i);
        var rowsBefore = await RowsAsync(server);
        await WorkAsync(server, phone, cookie);
        var rowsOfARound = Difference(await RowsAsync(server), rowsBefore);
        var (fileBefore, memoryBefore) = (await FileSizeAsync(server), GC.GetTotalMemory(forceFullCollection: true));
        rowsBefore = await RowsAsync(server);

        var hasWorked = false;
        var flood = FloodAsync(strangers, goOn: () => !Volatile.Read(ref hasWorked));
        try
        {
            for (var i = 0; i < Rounds; i++)
                await WorkAsync(server, phone, cookie);
        }
        finally
        {
            Volatile.Write(ref hasWorked, true);
        }

        var answers = await flood;

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized, HttpStatusCode.NotFound, HttpStatusCode.TooManyRequests],
            answers.Keys.Order());
        Assert.All(answers.Values, count => Assert.InRange(count, Messages / 100, int.MaxValue));
        Assert.Equal(rowsOfARound.ToDictionary(row => row.Key, row => row.Value * Rounds), Difference(await RowsAsync(server), rowsBefore));
        Assert.InRange(await FileSizeAsync(server) - fileBefore, 0, FileMargin);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - memoryBefore, long.MinValue, MemoryMargin);
    }

    /// <summary>How often each status was answered, to as many messages as there are, and on until the work beside them is done.</summary>
    private static async Task<IReadOnlyDictionary<HttpStatusCode, int>> FloodAsync(StrangersMessages strangers, Func<bool> goOn)
    {
        var answers = new ConcurrentDictionary<HttpStatusCode, int>();
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Cancellation };
        await Parallel.ForEachAsync(Numbers(), atOnce, async (i, _) =>
            answers.AddOrUpdate(await strangers.SendAsync(i), 1, (_, count) => count + 1));
        return answers;

        IEnumerable<int> Numbers()
        {
            for (var i = 0; i < Messages || goOn(); i++)
                yield return i;
        }
    }

    /// <summary>A person looks at a page, from where a stranger insists too; somebody logs in with their phone.</summary>
    private static async Task WorkAsync(PortalServer server, TestPhone phone, string cookie)
    {
        using var browser = server.Client(address: StrangersMessages.InsistentAddress(0));
        browser.DefaultRequestHeaders.Add("Cookie", cookie);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/portal/overzicht", Cancellation)).StatusCode);
        await server.AcceptAsync(phone, await server.OpenLoginAsync());
    }

    private static Task<Dictionary<string, long>> RowsAsync(PortalServer server) => server.QueryAsync(async db =>
    {
        var rows = new Dictionary<string, long>(StringComparer.Ordinal);
        await db.Database.OpenConnectionAsync(Cancellation);
        foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()!).Distinct())
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT COUNT(*) FROM \"{table}\"";
            rows[table] = (long)(await command.ExecuteScalarAsync(Cancellation))!;
        }

        return rows;
    });

    private static Dictionary<string, long> Difference(Dictionary<string, long> after, Dictionary<string, long> before) =>
        after.ToDictionary(row => row.Key, row => row.Value - before[row.Key]);

    private static Task<long> FileSizeAsync(PortalServer server) => server.QueryAsync(async db =>
    {
        // A server has files of its own, and uses room in them again: there it must do that the rows are counted.
        if (Sql.IsPostgreSql)
            return 0;
        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE);", Cancellation);
        return new FileInfo(new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(server.ConnectionString).DataSource).Length;
    });
}
