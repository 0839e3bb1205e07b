namespace ZorgId.Tests.Crash;

/// <summary>Counts what a program does to the files of a folder, so that it can be struck in the middle of that.</summary>
internal sealed class ChangeWatch : IDisposable
{
    private readonly FileSystemWatcher _watcher;
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;

    /// <param name="wanted">The change that is waited for: the first is 1.</param>
    public ChangeWatch(string folder, int wanted)
    {
        _watcher = new FileSystemWatcher(folder) { NotifyFilter = NotifyFilters.FileName | NotifyFilters.Size | NotifyFilters.LastWrite };
        _watcher.Created += Count;
        _watcher.Changed += Count;
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
