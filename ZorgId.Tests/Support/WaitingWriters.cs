using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit;
using ZorgId.Core.Changes;
using ZorgId.Core.Persistence;

namespace ZorgId.Tests.Support;

/// <summary>Use cases that wait behind one that holds the database, so that it is known which of them are committed together.</summary>
internal sealed class WaitingWriters
{
    private readonly TestPortal _portal;
    private readonly PortalTransactions _transactions;
    private readonly TaskCompletionSource<int> _enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task<int> _first = null!;

    private WaitingWriters(TestPortal portal, PortalTransactions transactions) => (_portal, _transactions) = (portal, transactions);

    /// <summary>The first one, in the middle of its work.</summary>
    /// <param name="others">Transactions in place of the portal's.</param>
    public static async Task<WaitingWriters> StartAsync(TestPortal portal, PortalTransactions? others = null)
    {
        var transactions = others ?? portal.Get<PortalTransactions>();
        var writers = new WaitingWriters(portal, transactions);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        writers._first = transactions.RunAsync(
            (_, _) =>
            {
                begun.SetResult();
                return writers._enough.Task;
            },
            TestContext.Current.CancellationToken);
        await begun.Task;
        return writers;
    }

    /// <summary>One more who waits.</summary>
    public Task<T> Add<T>(Func<PortalDb, Task<T>> work, CancellationToken? cancellation = null) =>
        _transactions.RunAsync((db, _) => work(db), cancellation ?? TestContext.Current.CancellationToken);

    /// <summary>One who keeps a row.</summary>
    public Task<int> AddMark(int id) => Add(db => MarkAsync(db, id));

    /// <summary>As many, who keep the rows with these numbers.</summary>
    public Task<int>[] AddMarks(int first, int count) => [.. Enumerable.Range(first, count).Select(AddMark)];

    /// <summary>One who leaves all that a use case can: a row, an entry of the log, and a topic.</summary>
    /// <param name="then">Is done last, after more was recorded that is not saved yet.</param>
    public Task<int> AddTold(int id, Func<bool>? then = null) => Add(async db =>
    {
        Record(db, $"{id}");
        await MarkAsync(db, id);
        Record(db, "not saved");
        then?.Invoke();
        db.Happened.Clear();
        return id;
    });

    /// <summary>The first one is done, so that those who wait come next.</summary>
    public Task LetGoAsync()
    {
        _enough.TrySetResult(0);
        return _first;
    }

    public static async Task<int> MarkAsync(PortalDb db, int id)
    {
        db.DemoMarks.Add(new(id, "http://localhost"));
        db.Changed(TopicOf(id));
        await db.SaveChangesAsync(CancellationToken.None);
        return id;
    }

    /// <summary>The numbers of the rows that are kept.</summary>
    public async Task<IEnumerable<int>> KeptAsync() =>
        await _portal.QueryAsync(db => db.DemoMarks.Select(m => m.Id).OrderBy(id => id).ToListAsync(TestContext.Current.CancellationToken));

    public static Topic TopicOf(int id) => new(TopicKind.Session, id.ToString(CultureInfo.InvariantCulture));

    private void Record(PortalDb db, string detail) =>
        db.Record(new AuditEvent(AuditAction.SignedOut, PortalEnvironment.Productie, _portal.Now, Detail: detail));
}
