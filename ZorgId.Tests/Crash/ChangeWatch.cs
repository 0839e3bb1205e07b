namespace ZorgId.Tests.Crash;

/// <summary>Counts what a program does to the files of a folder, so that it can be struck in the middle of that.</summary>
internal sealed class ChangeWatch : IDisposable
{
    private readonly FileSystemWatcher _watcher;
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;

    /// <param name="wanted">The change that is waited for: the first is 1.</param>
    /// <param name="isDeep">Folders within it are looked at, too; and then what goes or gets another name counts besides.</param>
    public ChangeWatch(string folder, int wanted, bool isDeep = false)
    {
        _watcher = new FileSystemWatcher(folder) { NotifyFilter = NotifyFilters.FileName | NotifyFilters.Size | NotifyFilters.LastWrite, IncludeSubdirectories = isDeep };
        _watcher.Created += Count;
        _watcher.Changed += Count;
        if (isDeep)
        {
            _watcher.NotifyFilter |= NotifyFilters.DirectoryName;
            _watcher.Deleted += Count;
            _watcher.Renamed += Count;
        }

        _watcher.EnableRaisingEvents = true;

        void Count(object sender, FileSystemEventArgs change)
        {
            if (Interlocked.Increment(ref _count) == wanted)
                _reached.TrySetResult();
        }
    }

    public Task Reached => _reached.Task;

    public int Seen => _count;

    public void Dispose() => _watcher.Dispose();
}
