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
        Assert.Equal(order, await MarksAsync());
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
        Assert.Empty(await MarksAsync());
        Assert.Empty(_portal.Events.Published);
        go.SetResult();

        await Task.WhenAll(waiting);
        Assert.Equal([1, 2, 3], await MarksAsync());
        Assert.Equal(3, _portal.Events.Published.Count);
    }

    [Fact]
    public async Task Run_OneThatIsAlone_IsCommittedByItselfInItsPlace()
    {
        var writers = await WaitingWriters.StartAsync(_portal);
        var before = _portal.Transactions.Commits;
        List<int> commits = [];

        Task[] waiting =
        [
            .. writers.AddMarks(1, 2),
            _portal.Get<PortalTransactions>().RunAloneAsync(
                (db, _) =>
                {
                    commits.Add(_portal.Transactions.Commits - before);
                    return WaitingWriters.MarkAsync(db, 3);
                },
                Cancellation),
            .. writers.AddMarks(4, 2),
        ];
        await writers.LetGoAsync();
        await Task.WhenAll(waiting);

        Assert.Equal([2], commits);
        Assert.Equal(4, _portal.Transactions.Commits - before);
        Assert.Equal([1, 2, 3, 4, 5], await MarksAsync());
    }

    [Fact]
    public async Task Run_CancelledInTheMiddle_IsDoneToItsEnd()
    {
        var writers = await WaitingWriters.StartAsync(_portal);
        using var impatience = new CancellationTokenSource();
        var hasty = _portal.Get<PortalTransactions>().RunAsync(
            async (db, cancellation) =>
            {
                await impatience.CancelAsync();
                await db.DemoMarks.AnyAsync(cancellation);
                return await WaitingWriters.MarkAsync(db, 1);
            },
            impatience.Token);
        var other = writers.AddMark(2);

        await writers.LetGoAsync();

        Assert.Equal([1, 2], (IEnumerable<int>)await Task.WhenAll(hasty, other));
        Assert.Equal([1, 2], await MarksAsync());
    }

    [Fact]
    public async Task Run_OneWhoLeavesTheRow_IsNotRunAndTheOthersAre()
    {
        var writers = await WaitingWriters.StartAsync(_portal);
        using var impatience = new CancellationTokenSource();
        var first = writers.AddMark(1);
        var leaving = writers.Add(db => WaitingWriters.MarkAsync(db, 2), impatience.Token);
        var last = writers.AddMark(3);

        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        await writers.LetGoAsync();

        Assert.Equal([1, 3], (IEnumerable<int>)await Task.WhenAll(first, last));
        Assert.Equal([1, 3], await MarksAsync());
    }

    [Fact]
    public async Task Run_ByAnothersRunner_HasItsOwnCulture()
    {
        var writers = await WaitingWriters.StartAsync(_portal);
        var cultures = ((string[])["nl-NL", "en-GB", "es-ES"]).Select(name => Task.Run(() =>
        {
            CultureInfo.CurrentCulture = new(name);
            return writers.Add(_ => Task.FromResult(CultureInfo.CurrentCulture.Name));
        })).ToList();

        await writers.LetGoAsync();

        Assert.Equal(["nl-NL", "en-GB", "es-ES"], await Task.WhenAll(cultures));
    }

    private async Task<IEnumerable<int>> MarksAsync() =>
        await _portal.QueryAsync(db => db.DemoMarks.Select(m => m.Id).OrderBy(id => id).ToListAsync(Cancellation));
}
