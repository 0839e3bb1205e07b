namespace ZorgId.Tests.Support;

/// <summary>Waits for what tells nobody when it comes.</summary>
internal static class Until
{
    // Far beyond what anything here takes.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Unhurried = TimeSpan.FromMilliseconds(100);

    /// <summary>Looks again and again until it is so.</summary>
    /// <param name="otherwise">What is told where it never is.</param>
    /// <param name="between">Between two looks; a tenth of a second where nothing is said.</param>
    public static async Task IsAsync(Func<Task<bool>> isSo, Func<string> otherwise, TimeSpan? between = null)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Limit);
        while (!await isSo())
        {
            Assert.False(patience.IsCancellationRequested, otherwise());
            await Task.Delay(between ?? Unhurried, cancellation);
        }
    }
}
