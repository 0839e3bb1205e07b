using Microsoft.AspNetCore.Components;
using MudBlazor;
using ZorgId.Core.QrSessions;
using ZorgId.Web.Platform;
using ZorgId.Web.Portal.QrDialog;
using ZorgId.Web.Portal.Shell;

namespace ZorgId.Web.Portal.Users;

/// <summary>
/// The popup with an enrollment's QR. The QR is stored nowhere else, so it is lost with this component. The popup closes itself when
/// the new phone accepts. <i>Sluiten</i> closes the popup but does not end the session, and asks first where nobody has scanned the
/// QR yet.
/// </summary>
public sealed partial class EnrollmentDialog(
    ViewEnrollment viewEnrollment,
    SessionWatch watch,
    TimeProvider time) : ComponentBase, IDisposable
{
    /// <summary>The popup's result where its session has ended and the person wants a new QR.</summary>
    public sealed record NewQrWanted;

    /// <summary>Only a button closes the popup, because the QR must not be lost by a mistyped key.</summary>
    public static readonly DialogOptions Options = new() { CloseOnEscapeKey = false };

    private readonly Closing _closing = new();
    private EnrollmentView? _view;
    private string? _qrText;
    private bool _isUnread;
    private bool _isAsking;

    [Parameter, EditorRequired]
    public OpenedEnrollment Enrollment { get; set; } = null!;

    /// <summary>The person who is enrolled.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    /// <summary>Their PIN is blocked, so the steps must not ask for it.</summary>
    [Parameter]
    public bool IsPinBlocked { get; set; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    /// <summary>Whether the session ended without a phone.</summary>
    private bool IsOver => State is SessionState.Refused or SessionState.Expired or SessionState.Cancelled;

    private SessionState State => _view?.State ?? SessionState.Open;

    private string DisconnectText => State == SessionState.Claimed
        ? EnrollmentTexts.WhenDisconnectedScanned.Filled(Name)
        : EnrollmentTexts.WhenDisconnected.Filled(Name);

    public void Dispose()
    {
        _closing.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _qrText = Enrollment.QrText;
        var closing = _closing.Token;
        try
        {
            await FollowAsync(closing);
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested)
        {
            // The popup was closed.
        }
    }

    private async Task FollowAsync(CancellationToken closing)
    {
        await foreach (var view in watch.FollowAsync(Enrollment.Sid, viewEnrollment.ExecuteAsync, closing))
        {
            _isUnread = view is null;
            _view = view ?? _view;
            if (State != SessionState.Open)
                (_qrText, _isAsking) = (null, false);
            StateHasChanged();
            if (State == SessionState.Accepted)
                Dialog.Close(DialogResult.Ok(_view));
            if (State.HasEnded())
                return;
        }
    }

    private void Close()
    {
        _isAsking = _qrText is not null;
        if (!_isAsking)
            Discard();
    }

    private void Discard() => Dialog.Cancel();

    private void Renew() => Dialog.Close(DialogResult.Ok(new NewQrWanted()));
}
