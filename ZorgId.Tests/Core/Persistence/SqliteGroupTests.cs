using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Persistence;

/// <summary>Use cases that wait are committed together, and each of them notices nothing of that (ADR 22).</summary>
[Trait("Database", "SQLite")]
public sealed class SqliteGroupTests : IAsyncLifetime
{
    private TestPortal _portal = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _portal = await TestPortal.StartAsync();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Run_ThoseWhoWait_AreCommittedTogetherInTheirOrder()
    {
        var writers = await WaitingWriters.StartAsync(_portal);
        List<int> order = [];
        var waiting = Enumerable.Range(1, 10).Select(id => writers.Add(db =>
        {
            order.Add(id);
            return WaitingWriters.MarkAsync(db, id);
        })).ToList();
        var before = _portal.Transactions.Commits;

        await writers.LetGoAsync();
        var results = await Task.WhenAll(waiting);

        Assert.Equal(2, _portal.Transactions.Commits - before);
        Assert.Equal(Enumerable.Range(1, 10), order);
        Assert.Equal(order, results);
        Assert.Equal(order, await writers.KeptAsync());
    }

    [Fact]
    public async Task Run_SixtyFourAtOnce_AreTwoGroupsAndAllCounted()
    {
        await _portal.ExecuteAsync("INSERT INTO DemoMarks (Id, Address) VALUES (1, '0');");
        var writers = await WaitingWriters.StartAsync(_portal);
        var waiting = Enumerable.Range(0, 2 * 32).Select(_ => writers.Add(async db =>
        {
            var mark = await db.DemoMarks.AsNoTracking().SingleAsync(CancellationToken.None);
            var next = $"{int.Parse(mark.Address, CultureInfo.InvariantCulture) + 1}";
            db.Record(new AuditEvent(AuditAction.SignedOut, PortalEnvironment.Productie, _portal.Now, Detail: next));
            await db.DemoMarks.ExecuteUpdateAsync(set => set.SetProperty(m => m.Address, next), CancellationToken.None);
            return next;
        })).ToList();
        var before = _portal.Transactions.Commits;

        await writers.LetGoAsync();
        await Task.WhenAll(waiting);

        Assert.Equal(3, _portal.Transactions.Commits - before);
        Assert.Equal("64", (await _portal.QueryAsync(db => db.DemoMarks.SingleAsync(Cancellation))).Address);
        Assert.Equal(Enumerable.Range(1, 64).Select(i => $"{i}"), (await _portal.LogAsync()).Select(e => e.Detail));
        Assert.Null((await _portal.Get<VerifyAudit>().ExecuteAsync(mark: null, Cancellation)).Fault);
    }

    [Fact]
    public async Task Run_BeforeTheCommit_NobodyIsAnsweredNorToldOf()
    {
        var writers = await WaitingWriters.StartAsync(_portal);
        var waiting = writers.AddMarks(1, 3);
        var (committing, go) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource());
        _portal.Transactions.BeforeCommit(2, () =>
        {
            committing.SetResult();
            return go.Task;
        });

        await writers.LetGoAsync();
        await committing.Task;
        Assert.DoesNotContain(waiting, w => w.IsCompleted);
        Assert.Empty(await writers.KeptAsync());
        Assert.Empty(_portal.Events.Published);
        go.SetResult();

        await Task.WhenAll(waiting);
        Assert.Equal([1, 2, 3], await writers.KeptAsync());
        Assert.Equal(3, _portal.Events.Published.Count);
    }

    [Fact]
    public async Task Run_Killed_IsKeptWholeOrNotAtAll()
    {
        using var unanswered = new SqliteTestDatabase();
        using var answered = new SqliteTestDatabase();
        var writers = await WaitingWriters.StartAsync(_portal);
        var waiting = writers.AddMarks(1, 3);
        _portal.Transactions.BeforeCommit(2, () => CopyAsync(unanswered));

        await writers.LetGoAsync();
        await Task.WhenAll(waiting);
        await CopyAsync(answered);

        Assert.Equal(["ok"], await SqliteTestDatabase.QueryAsync(unanswered.Path, "PRAGMA integrity_check"));
        Assert.Empty(await SqliteTestDatabase.QueryAsync(unanswered.Path, "SELECT Id FROM DemoMarks"));
        Assert.Equal(["1", "2", "3"], await SqliteTestDatabase.QueryAsync(answered.Path, "SELECT Id FROM DemoMarks ORDER BY Id"));
    }

    // What a kill would leave. Another process copies it: to close the file would give up the locks of this one.
    private async Task CopyAsync(SqliteTestDatabase copy)
    {
        var file = _portal.Get<DatabaseSource>().File!;
        using var cp = Process.Start("cp", [file, file + "-wal", Path.GetDirectoryName(copy.Path)!]);
        await cp.WaitForExitAsync(Cancellation);
        Assert.Equal(0, cp.ExitCode);
    }
}
