using Microsoft.AspNetCore.Components;
using MudBlazor;
using ZorgId.Core.QrSessions;
using ZorgId.Web.Platform;
using ZorgId.Web.Portal.QrDialog;
using ZorgId.Web.Portal.Shell;

namespace ZorgId.Web.Portal.Login;

/// <summary>What a dialog that was accepted hands to its caller.</summary>
public sealed record AcceptedLogin(SessionId Sid, string AccountName);

/// <summary>Shows a login session from its QR to its end; closes itself when the phone accepts.</summary>
public sealed partial class LoginDialog(
    OpenLogin openLogin,
    ViewLogin viewLogin,
    CancelSession cancelSession,
    SessionWatch watch,
    DisconnectScript away,
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

    /// <summary>Ended without a login, or never begun; a new QR may be asked for.</summary>
    private bool IsOver =>
        _hasFailed || _isCrowded || _view is { State: SessionState.Refused or SessionState.Expired or SessionState.Cancelled };

    /// <summary>Leaving the page, or closing the dialog by whatever way, ends the session; the phone's screen closes too.</summary>
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
            // Nobody is there any more to tell; the session ends at its time.
            LogFailed(exception);
        }
    }

    protected override async Task OnInitializedAsync()
    {
        // The page before this one went with its circuit, and this dialog on it: whoever had scanned that QR has to know.
        _cameBack = await away.FindLeftAsync(DisconnectScript.Login) is not null;
        if (_cameBack)
            await away.ForgetLeftAsync(DisconnectScript.Login);
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
                // What the renewed session would have taken the place of is over.
                (_view, _isCrowded) = (null, true);
            }
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested)
        {
            // The dialog was closed.
        }
        catch (Exception exception) when (exception.IsDatabaseUnavailable())
        {
            // What is shown is read with patience (SessionWatch): it was the opening. The one before it is over.
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
                // The phone tells its owner from where the QR is shown, and takes a typed code from there only.
                if (view.State is SessionState.Open or SessionState.Claimed
                    && !SameNetwork.Holds(opener.Address, (await user.FindRequesterAsync(Page.Requester)).Address))
                {
                    // Where the phone was faster, its answer is the next that is read.
                    if (!await cancelSession.ExecuteAsync(sid, closing))
                        continue;
                    await ShowAsync();
                    return;
                }

                _wasUnclaimed = view.State == SessionState.Expired && view.VerificationCode is null;
                // An unclaimed QR is renewed once without a word; a person who is still not there is asked (PROTOCOL, Lifetimes).
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
        // The second press of a double click comes when the first has begun another.
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
