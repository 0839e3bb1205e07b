using Microsoft.AspNetCore.Components;
using MudBlazor;
using ZorgId.Core.QrSessions;
using ZorgId.Web.Platform;
using ZorgId.Web.Portal.QrDialog;
using ZorgId.Web.Portal.Shell;

namespace ZorgId.Web.Portal.Login;

/// <summary>Shows a login session from its QR to its end; closes itself when the phone accepts.</summary>
public sealed partial class LoginDialog(
    OpenLogin openLogin,
    ViewLogin viewLogin,
    CancelSession cancelSession,
    SessionWatch watch,
    DisconnectScript disconnect,
    DeviceScript device,
    PortalUser user,
    TimeProvider time,
    ILogger<LoginDialog> logger) : ComponentBase, IAsyncDisposable
{
    private readonly Closing _closing = new();
    private LoginView? _view;
    private SessionId _sid;
    private bool _isRenewed;
    private bool _wasUnclaimed;
    private bool _isUnread;
    private bool _hasFailed;
    private bool _isCrowded;
    private bool _cameBack;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    [CascadingParameter]
    private PageContext Page { get; set; } = null!;

    /// <summary>Whether the session ended without a login, or could not begin, so that the person may ask for a new QR.</summary>
    private bool IsOver =>
        _hasFailed || _isCrowded || _view is { State: SessionState.Refused or SessionState.Expired or SessionState.Cancelled };

    /// <summary>Leaving the page, or closing the dialog in any way, ends the session, and with it the phone's screen.</summary>
    public async ValueTask DisposeAsync()
    {
        _closing.Dispose();
        if (_sid == default || _view?.State.HasEnded() == true)
            return;
        try
        {
            await cancelSession.ExecuteAsync(_sid, CancellationToken.None);
        }
        catch (Exception exception) when (exception.IsDatabaseUnavailable())
        {
            // Nobody sees this dialog any more, and the session expires by itself.
            LogFailed(exception);
        }
    }

    protected override async Task OnInitializedAsync()
    {
        // The page before this one lost its circuit while this dialog was open on it. Whoever had scanned that QR has to know.
        _cameBack = await disconnect.FindLeftAsync(DisconnectScript.Login) is not null;
        if (_cameBack)
            await disconnect.ForgetLeftAsync(DisconnectScript.Login);
        await ShowAsync();
    }

    private async Task ShowAsync()
    {
        var closing = _closing.Token;
        try
        {
            var requester = await device.CompleteAsync(await user.FindRequesterAsync(Page.Requester));
            if (await openLogin.ExecuteAsync(Page.Environment, requester, closing) is { } sid)
            {
                _sid = sid;
                await FollowAsync(sid, requester, closing);
            }
            else
            {
                // The session that was to be renewed is over.
                (_view, _isCrowded) = (null, true);
            }
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested)
        {
            // The dialog was closed.
        }
        catch (Exception exception) when (exception.IsDatabaseUnavailable())
        {
            // SessionWatch retries when it cannot read a session, so it was the opening that failed. The session before it is over.
            LogFailed(exception);
            (_view, _hasFailed) = (null, true);
        }
    }

    private async Task FollowAsync(SessionId sid, Requester opener, CancellationToken closing)
    {
        await foreach (var view in watch.FollowAsync(sid, viewLogin.ExecuteAsync, closing))
        {
            _isUnread = view is null;
            if (view is not null)
            {
                // The phone shows its owner from which address the QR was opened, and a typed code works from that network only.
                if (view.State is SessionState.Open or SessionState.Claimed
                    && !SameNetwork.Holds(opener.Address, (await user.FindRequesterAsync(Page.Requester)).Address))
                {
                    // Where the phone was faster, the next read finds its answer.
                    if (!await cancelSession.ExecuteAsync(sid, closing))
                        continue;
                    await ShowAsync();
                    return;
                }

                _wasUnclaimed = view.State == SessionState.Expired && view.VerificationCode is null;
                // A QR that nobody scanned is renewed once without asking. Then the person must ask for one (PROTOCOL, Lifetimes).
                if (_wasUnclaimed && !_isRenewed)
                {
                    _isRenewed = true;
                    await ShowAsync();
                    return;
                }

                _view = view;
            }

            StateHasChanged();
            if (view?.State == SessionState.Accepted)
                Dialog.Close(DialogResult.Ok(new AcceptedLogin(sid, view.AccountName!)));
            if (view?.State.HasEnded() == true)
                return;
        }
    }

    private async Task RenewAsync()
    {
        // The second press of a double click arrives when the first has already opened a new session.
        if (!IsOver)
            return;
        (_view, _hasFailed, _isCrowded, _isUnread, _cameBack) = (null, false, false, false, false);
        _isRenewed = true;
        await ShowAsync();
    }

    private void Cancel() => Dialog.Cancel();

    [LoggerMessage(2101, LogLevel.Error, "A login session could not be opened or closed.")]
    private partial void LogFailed(Exception exception);
}
