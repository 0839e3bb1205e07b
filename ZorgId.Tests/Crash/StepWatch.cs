namespace ZorgId.Tests.Crash;

/// <summary>What can be seen of a restore from outside, in this order.</summary>
public enum RestoreStep
{
    /// <summary>The draft is opened, to be checked and settled.</summary>
    DraftOpened,

    /// <summary>The old database's write-ahead log is in its file, and gone.</summary>
    OldLogGone,

    /// <summary>The old database has a second name.</summary>
    OldLinked,

    /// <summary>The draft stands in the database's place.</summary>
    Swapped,

    /// <summary>What was replaced has its lasting name.</summary>
    PutAside,
}

/// <summary>Sees a restore come to a step, by what it does to the files of the place.</summary>
internal sealed class StepWatch : IDisposable
{
    private readonly FileSystemWatcher _watcher;
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StepWatch(string folder, RestoreStep step)
    {
        _watcher = new FileSystemWatcher(folder) { NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName, IncludeSubdirectories = true };
        _watcher.Created += Look;
        _watcher.Deleted += Look;
        _watcher.Renamed += Look;
        _watcher.EnableRaisingEvents = true;

        void Look(object sender, FileSystemEventArgs change)
        {
            if (IsStep(step, change.Name ?? "", change.ChangeType))
                _reached.TrySetResult();
        }
    }

    public Task Reached => _reached.Task;

    public void Dispose() => _watcher.Dispose();

    private static bool IsStep(RestoreStep step, string name, WatcherChangeTypes change) => step switch
    {
        RestoreStep.DraftOpened => name == Path.Combine("portal.db.restoring", "draft.db-wal"),
        RestoreStep.OldLogGone => name == "portal.db-wal" && change == WatcherChangeTypes.Deleted,
        RestoreStep.OldLinked => name == Path.Combine("portal.db.restoring", "portal.db"),
        RestoreStep.Swapped => name == "portal.db" && change != WatcherChangeTypes.Deleted,
        RestoreStep.PutAside => name.StartsWith("portal.db.before-restore-", StringComparison.Ordinal),
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };
}
