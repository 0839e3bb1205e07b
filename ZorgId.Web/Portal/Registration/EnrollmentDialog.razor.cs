using Microsoft.AspNetCore.Components;
using MudBlazor;
using ZorgId.Core.Sessions;
using ZorgId.Web.Portal.Live;

namespace ZorgId.Web.Portal.Registration;

/// <summary>
/// The popup with an enrollment's QR, which stands nowhere else: when this component lets go of it, it is gone. Closes
/// itself when the new phone accepts. <i>Sluiten</i> ends the showing, not the session.
/// </summary>
public sealed partial class EnrollmentDialog(ViewEnrollment viewEnrollment, SessionWatch watch) : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private EnrollmentView? _view;
    private string? _qrText;

    [Parameter, EditorRequired]
    public OpenedEnrollment Enrollment { get; set; } = null!;

    /// <summary>Whom it is for.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    private SessionState State => _view?.State ?? SessionState.Open;

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _qrText = Enrollment.QrText;
        await foreach (var view in watch.FollowAsync(Enrollment.Sid, viewEnrollment.ExecuteAsync, _closing.Token))
        {
            _view = view;
            if (view.State != SessionState.Open)
                _qrText = null;
            StateHasChanged();
            if (view.State == SessionState.Accepted)
                Dialog.Close(DialogResult.Ok(view));
            if (view.State.HasEnded())
                return;
        }
    }

    private void Close() => Dialog.Cancel();
}
