using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using ZorgId.Core.PortalSessions;
using ZorgId.Web.Platform.Requests;

namespace ZorgId.Web.Portal.Shell;

/// <summary>
/// Reads the portal session's row at regular intervals, because another tab may extend or end the session. Only what the person does
/// extends it, and the browser reports that.
/// </summary>
public sealed partial class SessionGuard(
    PortalUser user, NavigationManager navigation, IJSRuntime js, TimeProvider time, ILogger<SessionGuard> logger) : IAsyncDisposable
{
    private static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Countdown = TimeSpan.FromSeconds(1);

    private readonly Closing _closing = new();
    private PortalSessionView? _view;
    private ElementReference _dialog;
    private SessionScript? _script;
    private bool _hasFailed;

    [CascadingParameter]
    private PageContext Page { get; set; } = null!;

    /// <summary>The end that the person is warned of; null where there is enough time.</summary>
    private PortalSessionEnd? Warning => _view is { Over: null } && time.UtcNow() >= _view.WarnsFrom ? _view.EndsBy : null;

    private TimeSpan Left => _view is null ? TimeSpan.Zero : time.Left(_view.EndsAt);

    /// <summary>The person clicked or typed.</summary>
    [JSInvokable]
    public async Task StayAsync()
    {
        await user.FindAsync(Page.Environment, byPerson: true, _closing.Token);
        await LookAsync();
    }

    /// <summary>The browser asks this when its clocks do not agree about the end.</summary>
    /// <returns>The milliseconds that are left, or zero.</returns>
    [JSInvokable]
    public async Task<double> AskLeftAsync()
    {
        await LookAsync();
        return Left.TotalMilliseconds;
    }

    /// <summary><i>Blijf ingelogd</i>.</summary>
    private async Task StayByButtonAsync() => _hasFailed = !await TryAsync(StayAsync);

    public async ValueTask DisposeAsync()
    {
        _closing.Dispose();
        if (_script is not null)
            await _script.DisposeAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _script = await SessionScript.LoadAsync(js, $"./{Assets["session.js"]}", _dialog, this);
        await WatchAsync();
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(Rhythm, time);
        try
        {
            do
            {
                await TryAsync(LookAsync);
                timer.Period = Warning is null ? Rhythm : Countdown;
            }
            while (await timer.WaitForNextTickAsync(_closing.Token));
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // The page was left.
        }
    }

    // This component is outside the page's error boundary, so an exception would end the circuit.
    private async Task<bool> TryAsync(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not ObjectDisposedException)
        {
            // The next round tries again, and the pages themselves check at every action who is logged in.
            LogFailed(exception);
            return false;
        }
    }

    private async Task LookAsync()
    {
        _view = await user.ViewSessionAsync(Page.Environment, _closing.Token);
        StateHasChanged();
        if (_view?.Over is { } end)
            await LeaveAsync(Notice.Route(end, navigation.CurrentPath()));
        else if (_view is not null && _script is not null)
            await _script.ShowAsync(Warning is PortalSessionEnd.Idle, Left, _view.EndsAt);
    }

    private async Task LeaveAsync(string url)
    {
        if (_script is not null)
            await _script.LeaveAsync(url);
        else
            navigation.NavigateTo(url, forceLoad: true, replace: true);
    }

    [LoggerMessage(2001, LogLevel.Warning, "The look at a portal session failed; it is tried again.")]
    private partial void LogFailed(Exception exception);
}
