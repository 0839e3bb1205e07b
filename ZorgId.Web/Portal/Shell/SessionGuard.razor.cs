using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using ZorgId.Core.PortalSessions;
using ZorgId.Web.Platform.Requests;

namespace ZorgId.Web.Portal.Shell;

/// <summary>
/// Looks at the portal session's row on a rhythm of its own: another tab may keep it alive or end it. The browser tells what
/// the person does; only that keeps someone logged in.
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

    /// <summary>What the person is warned of; null where there is time.</summary>
    private PortalSessionEnd? Warning => _view is { Over: null } && time.UtcNow() >= _view.WarnsFrom ? _view.EndsBy : null;

    private TimeSpan Left => _view is null ? TimeSpan.Zero : time.Left(_view.EndsAt);

    /// <summary>The person clicked or typed.</summary>
    [JSInvokable]
    public async Task StayAsync()
    {
        await user.FindAsync(Page.Environment, byPerson: true, _closing.Token);
        await LookAsync();
    }

    /// <summary>The browser's clocks do not agree about the end.</summary>
    /// <returns>Milliseconds that are left, or none.</returns>
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

    // The guard stands outside the page that could catch what it throws.
    private async Task<bool> TryAsync(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not ObjectDisposedException)
        {
            // The next look does what this one could not; the pages themselves ask who is there at every action.
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
