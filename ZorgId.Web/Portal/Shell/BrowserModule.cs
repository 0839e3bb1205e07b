using Microsoft.JSInterop;

namespace ZorgId.Web.Portal.Shell;

/// <summary>
/// A script of the page, loaded at the first call. A call never fails: where the browser is disconnected, it returns the default.
/// </summary>
/// <param name="path">The path of the script, such as <c>./disconnect.js</c>.</param>
internal sealed class BrowserModule(IJSRuntime js, string path)
{
    private Task<IJSObjectReference>? _module;

    /// <summary>Loads the script now, because the browser may be disconnected when it is needed.</summary>
    public async Task LoadAsync() => await CallAsync(_ => ValueTask.FromResult(true));

    public async Task TryAsync(string function, params object?[] arguments) => await CallAsync(async module =>
    {
        await module.InvokeVoidAsync(function, arguments);
        return true;
    });

    public Task<T?> TryAsync<T>(string function, params object?[] arguments) =>
        CallAsync(module => module.InvokeAsync<T?>(function, arguments));

    /// <summary>
    /// Whether a call failed because the page was left, the circuit or the connection was lost, or the script itself failed.
    /// </summary>
    public static bool IsDisconnect(Exception exception) =>
        exception is JSException or JSDisconnectedException or OperationCanceledException;

    private async Task<T?> CallAsync<T>(Func<IJSObjectReference, ValueTask<T>> call)
    {
        try
        {
            if (_module is null or { IsFaulted: true } or { IsCanceled: true })
                _module = js.InvokeAsync<IJSObjectReference>("import", path).AsTask();
            return await call(await _module);
        }
        catch (Exception exception) when (IsDisconnect(exception))
        {
            return default;
        }
    }
}
