using Microsoft.AspNetCore.Components;
using ZorgId.Web.Platform;

namespace ZorgId.Web.Portal.Shell;

public sealed partial class UserMenu(PortalUser user, TimeProvider time, ILogger<UserMenu> logger) : IDisposable
{
    private static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(10);

    private readonly Closing _closing = new();
    private string? _name;

    [CascadingParameter]
    private PageContext Page { get; set; } = null!;

    public void Dispose()
    {
        _closing.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        var closing = _closing.Token;
        try
        {
            while (!await TryFindAsync(closing))
                await Task.Delay(Rhythm, time, closing);
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested)
        {
            // The page was left.
        }
    }

    private async Task<bool> TryFindAsync(CancellationToken closing)
    {
        try
        {
            _name = (await user.FindAsync(Page.Environment, byPerson: false, closing))?.Name;
            return true;
        }
        catch (Exception exception) when (exception.IsDatabaseUnavailable())
        {
            // This component is outside the page's error boundary, so an exception would end the circuit only because a name is missing.
            LogFailed(exception);
            return false;
        }
    }

    [LoggerMessage(2002, LogLevel.Warning, "The name of who is logged in could not be read; it is tried again.")]
    private partial void LogFailed(Exception exception);
}
