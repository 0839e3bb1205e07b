using Microsoft.AspNetCore.Components;
using ZorgId.Core.QrSessions;
using ZorgId.Web.Platform;
using ZorgId.Web.Portal.Shell;

namespace ZorgId.Web.Portal.QrDialog;

/// <summary>Shows how long the QR beside it is valid, and <i>Ik kan niet scannen</i>.</summary>
public sealed partial class CannotScan(
    ShowTypedCode showTypedCode,
    PortalUser user,
    TimeProvider time,
    ILogger<CannotScan> logger) : ComponentBase, IDisposable
{
    private readonly Closing _closing = new();
    private ShownTypedCode? _shown;
    private SessionId _shownFor;
    private bool _hasFailed;

    [Parameter, EditorRequired]
    public SessionId Sid { get; set; }

    /// <summary>The QR beside it. Only a page that has the QR may get a code for it.</summary>
    [Parameter, EditorRequired]
    public string QrText { get; set; } = "";

    [Parameter, EditorRequired]
    public DateTime SessionEndsAt { get; set; }

    /// <summary>The time that is left of the session. It changes each second, which makes this component render again.</summary>
    [Parameter, EditorRequired]
    public TimeSpan Left { get; set; }

    [CascadingParameter]
    private PageContext Page { get; set; } = null!;

    private bool IsShown => _shown is not null && !IsOver;

    private bool IsOver => _shown is not null && time.Left(_shown.ExpiresAt) == TimeSpan.Zero;

    public void Dispose()
    {
        _closing.Dispose();
    }

    protected override void OnParametersSet()
    {
        // A new QR has replaced the old one, whose code is of no use any more.
        if (_shownFor != Sid)
            (_shown, _hasFailed) = (null, false);
    }

    private async Task AskAsync()
    {
        try
        {
            _shownFor = Sid;
            _shown = await showTypedCode.ExecuteAsync(Sid, QrText, await user.FindRequesterAsync(Page.Requester), _closing.Token);
            _hasFailed = _shown is null;
        }
        catch (OperationCanceledException) when (_closing.HasBegun)
        {
            // The dialog was closed.
        }
        catch (Exception exception) when (exception.IsDatabaseUnavailable())
        {
            LogFailed(exception);
            (_shown, _hasFailed) = (null, true);
        }
    }

    [LoggerMessage(2201, LogLevel.Error, "A typed code could not be made.")]
    private partial void LogFailed(Exception exception);
}
