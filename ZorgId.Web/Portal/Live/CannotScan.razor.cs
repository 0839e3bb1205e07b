using Microsoft.AspNetCore.Components;
using ZorgId.Core;
using ZorgId.Core.Sessions;
using ZorgId.Web.Hosting;

namespace ZorgId.Web.Portal.Live;

/// <summary><i>Ik kan niet scannen</i>, beside a QR.</summary>
public sealed partial class CannotScan(ShowTypedCode showTypedCode, TimeProvider time, ILogger<CannotScan> logger) : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private ElementReference _toFocus;
    private ShownTypedCode? _shown;
    private SessionId _shownFor;
    private bool _hasFailed;
    private bool _isFocusMoved = true;

    [Parameter, EditorRequired]
    public SessionId Sid { get; set; }

    /// <summary>The QR that stands beside it now: who shows it may show a code for it.</summary>
    [Parameter, EditorRequired]
    public string QrText { get; set; } = "";

    [Parameter, EditorRequired]
    public DateTime SessionEndsAt { get; set; }

    /// <summary>What is left of the session. It changes each second, and so has this drawn again.</summary>
    [Parameter, EditorRequired]
    public TimeSpan Left { get; set; }

    [CascadingParameter]
    private PageContext Page { get; set; } = null!;

    private bool IsOver => _shown is not null && time.Left(_shown.ExpiresAt) == TimeSpan.Zero;

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    protected override void OnParametersSet()
    {
        // A new QR has taken the old one's place: so must its code.
        if (_shownFor != Sid)
            (_shown, _hasFailed) = (null, false);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_isFocusMoved || _shown is null)
            return;
        _isFocusMoved = true;
        await _toFocus.FocusAsync();
    }

    private async Task AskAsync()
    {
        try
        {
            _shownFor = Sid;
            _shown = await showTypedCode.ExecuteAsync(Sid, QrText, Page.Requester.Client, _closing.Token);
            (_hasFailed, _isFocusMoved) = (_shown is null, false);
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // The dialog was closed.
        }
        catch (Exception exception) when (exception.IsOutage())
        {
            LogFailed(exception);
            (_shown, _hasFailed) = (null, true);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "A typed code could not be made.")]
    private partial void LogFailed(Exception exception);
}
