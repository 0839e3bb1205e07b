using Microsoft.JSInterop;

namespace ZorgId.Web.Portal.Away;

/// <summary>
/// What the browser knows of a page whose circuit goes, and keeps for the page that comes after it (away.js). A call never
/// fails: where the browser is away, or has nothing, the answer is null.
/// </summary>
public sealed class AwayScript(IJSRuntime js)
{
    /// <summary>A login's QR.</summary>
    public const string Login = "login";

    /// <summary>An enrollment's QR; what is kept is its sid.</summary>
    public const string Enrollment = "enrollment";

    /// <summary>The registration form; what stood in it is not kept.</summary>
    public const string Registration = "registration";

    private Task<IJSObjectReference>? _module;

    /// <summary>Fetches the script, which later may be too late.</summary>
    public async Task LoadAsync() => await TryAsync(_ => ValueTask.FromResult(true));

    /// <summary>The server stops: the page says so before its circuit goes.</summary>
    public async Task TellStoppingAsync() => await TryAsync(async module =>
    {
        await module.InvokeVoidAsync("tellStopping");
        return true;
    });

    /// <summary>What the page before this one in this tab had open when it went.</summary>
    public Task<string?> FindLeftAsync(string kind) => TryAsync(module => module.InvokeAsync<string?>("findLeft", kind));

    public async Task ForgetLeftAsync(string kind) => await TryAsync(async module =>
    {
        await module.InvokeVoidAsync("forgetLeft", kind);
        return true;
    });

    private async Task<T?> TryAsync<T>(Func<IJSObjectReference, ValueTask<T>> call)
    {
        try
        {
            if (_module is null or { IsFaulted: true } or { IsCanceled: true })
                _module = js.InvokeAsync<IJSObjectReference>("import", "./away.js").AsTask();
            return await call(await _module);
        }
        catch (Exception exception) when (exception is JSException or JSDisconnectedException or OperationCanceledException)
        {
            return default;
        }
    }
}
