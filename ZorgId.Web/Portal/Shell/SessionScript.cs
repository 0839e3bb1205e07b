using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ZorgId.Web.Portal.Shell;

/// <summary>
/// The part of <see cref="SessionGuard"/> in the browser (session.js). A call never fails and never waits long: what cannot be sent
/// while the connection is lost is sent at the next round.
/// </summary>
internal sealed class SessionScript(IJSObjectReference module, DotNetObjectReference<SessionGuard> guard) : IAsyncDisposable
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(5);

    private (bool IsWarned, DateTime EndsAt)? _shown;
    private bool _isLeft;

    public static async Task<SessionScript?> LoadAsync(IJSRuntime js, string url, ElementReference dialog, SessionGuard guard)
    {
        var reference = DotNetObjectReference.Create(guard);
        try
        {
            var module = await js.InvokeAsync<IJSObjectReference>("import", url);
            await module.InvokeVoidAsync("watch", dialog, reference);
            return new(module, reference);
        }
        catch (Exception exception) when (IsDisconnect(exception))
        {
            reference.Dispose();
            return null;
        }
    }

    /// <summary>Shows or closes the warning, and tells the browser how long the page may stay visible without a connection.</summary>
    public async Task ShowAsync(bool isWarned, TimeSpan left, DateTime endsAt)
    {
        if (_shown != (isWarned, endsAt) && await TryAsync("show", isWarned, left.TotalMilliseconds))
            _shown = (isWarned, endsAt);
    }

    public async Task LeaveAsync(string url)
    {
        if (!_isLeft)
            _isLeft = await TryAsync("leave", url);
    }

    public async ValueTask DisposeAsync()
    {
        await TryAsync("stop");
        guard.Dispose();
        try
        {
            await module.DisposeAsync();
        }
        catch (Exception exception) when (IsDisconnect(exception))
        {
            // The page was left, and the script with it.
        }
    }

    private static bool IsDisconnect(Exception exception) =>
        BrowserModule.IsDisconnect(exception) || exception is InvalidOperationException;

    private async Task<bool> TryAsync(string function, params object?[] arguments)
    {
        try
        {
            await module.InvokeVoidAsync(function, CallTimeout, arguments);
            return true;
        }
        catch (Exception exception) when (IsDisconnect(exception))
        {
            return false;
        }
    }
}
