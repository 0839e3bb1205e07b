using MudBlazor;
using ZorgId.Core.QrSessions;
using ZorgId.Web.Platform;
using ZorgId.Web.Portal.Users;

namespace ZorgId.Web.Demo;

/// <summary>Stands for the administrator who hands a beheerder their QR: the same popup as for a new user.</summary>
public sealed partial class ActivationPage(EnrollBeheerder enroll, IDialogService dialogs, ILogger<ActivationPage> logger)
{
    private bool _isActive;

    // It is true already while the popup is being opened, because a second QR would make the first one useless.
    private bool _isShowing;
    private bool _hasFailed;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
            await ShowAsync();
    }

    private async Task ShowAsync()
    {
        if (_isShowing)
            return;
        (_isShowing, _hasFailed) = (true, false);
        StateHasChanged();
        try
        {
            await ShowQrAsync();
        }
        finally
        {
            _isShowing = false;
            StateHasChanged();
        }
    }

    private async Task ShowQrAsync()
    {
        OpenedEnrollment opened;
        try
        {
            opened = await enroll.ExecuteAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception.IsDatabaseUnavailable())
        {
            LogFailed(exception);
            _hasFailed = true;
            return;
        }

        var popup = await dialogs.ShowAsync<EnrollmentDialog>(
            EnrollmentTexts.Title,
            new DialogParameters<EnrollmentDialog>
            {
                { d => d.Enrollment, opened },
                { d => d.Name, DemoData.Beheerder.FullName },
            },
            EnrollmentDialog.Options);
        _isActive = await popup.Result is { Canceled: false };
    }

    [LoggerMessage(1201, LogLevel.Error, "The beheerder's QR could not be made.")]
    private partial void LogFailed(Exception exception);
}
