using System.Globalization;
using ZorgId.Core.Changes;
using ZorgId.Core.Persistence;

namespace ZorgId.Tests.Support;

/// <summary>Use cases that wait behind one that holds the database, so that it is known which of them are committed together.</summary>
internal sealed class WaitingWriters
{
    private readonly PortalTransactions _transactions;
    private readonly TaskCompletionSource<int> _enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task<int> _first = null!;

    private WaitingWriters(PortalTransactions transactions) => _transactions = transactions;

    /// <summary>The first one, in the middle of its work.</summary>
    public static async Task<WaitingWriters> StartAsync(PortalTransactions transactions)
    {
        var writers = new WaitingWriters(transactions);
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

    public static Task<WaitingWriters> StartAsync(TestPortal portal) => StartAsync(portal.Get<PortalTransactions>());

    /// <summary>One more who waits.</summary>
    public Task<T> Add<T>(Func<PortalDb, Task<T>> work, CancellationToken? cancellation = null) =>
        _transactions.RunAsync((db, _) => work(db), cancellation ?? TestContext.Current.CancellationToken);

    /// <summary>One who keeps a row.</summary>
    public Task<int> AddMark(int id) => Add(db => MarkAsync(db, id));

    /// <summary>As many, who keep the rows with these numbers.</summary>
    public Task<int>[] AddMarks(int first, int count) => [.. Enumerable.Range(first, count).Select(AddMark)];

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

    public static Topic TopicOf(int id) => new(TopicKind.Session, id.ToString(CultureInfo.InvariantCulture));
}
