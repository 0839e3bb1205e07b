namespace ZorgId.Tests.Support;

/// <summary>Things that happen at once.</summary>
public static class Race
{
    /// <summary>Starts all on threads of their own accord, lets them go together, and waits for all.</summary>
    public static async Task<T[]> RunAsync<T>(params IEnumerable<Func<Task<T>>> runners)
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = runners.Select(runner => Task.Run(async () =>
        {
            await go.Task;
            return await runner();
        })).ToList();
        go.SetResult();
        return await Task.WhenAll(running);
    }

    /// <summary>As many of the same.</summary>
    public static Task<T[]> RunAsync<T>(int count, Func<int, Task<T>> runner) =>
        RunAsync(Enumerable.Range(0, count).Select(i => (Func<Task<T>>)(() => runner(i))));
}
