using MudBlazor;
using ZorgId.Core.Sessions;
using ZorgId.Web.Hosting;
using ZorgId.Web.Portal.Registration;

namespace ZorgId.Web.Demo;

/// <summary>Stands for the administrator who hands a beheerder their QR: the same popup as for a new user.</summary>
public sealed partial class ActivationPage(EnrollBeheerder enroll, IDialogService dialogs, ILogger<ActivationPage> logger)
{
    private bool _isActive;
    private bool _hasFailed;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
            await ShowAsync();
    }

    private async Task ShowAsync()
    {
        OpenedEnrollment opened;
        try
        {
            opened = await enroll.ExecuteAsync(CancellationToken.None);
            _hasFailed = false;
        }
        catch (Exception exception) when (exception.IsOutage())
        {
            LogFailed(exception);
            _hasFailed = true;
            StateHasChanged();
            return;
        }

        var popup = await dialogs.ShowAsync<EnrollmentDialog>(EnrollmentTexts.Title, new DialogParameters<EnrollmentDialog>
        {
            { d => d.Enrollment, opened },
            { d => d.Name, DemoData.Beheerder.FullName },
        });
        _isActive = await popup.Result is { Canceled: false };
        StateHasChanged();
    }

    [LoggerMessage(1, LogLevel.Error, "The beheerder's QR could not be made.")]
    private partial void LogFailed(Exception exception);
}
