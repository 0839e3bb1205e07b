using MudBlazor;
using ZorgId.Web.Portal.Registration;

namespace ZorgId.Web.Demo;

/// <summary>Stands for the administrator who hands a beheerder their QR: the same popup as for a new user.</summary>
public sealed partial class ActivationPage(EnrollBeheerder enroll, IDialogService dialogs)
{
    private bool _isActive;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
            await ShowAsync();
    }

    private async Task ShowAsync()
    {
        var opened = await enroll.ExecuteAsync(CancellationToken.None);
        var popup = await dialogs.ShowAsync<EnrollmentDialog>(EnrollmentTexts.Title, new DialogParameters<EnrollmentDialog>
        {
            { d => d.Enrollment, opened },
            { d => d.Name, DemoData.Beheerder.FullName },
        });
        _isActive = await popup.Result is { Canceled: false };
        StateHasChanged();
    }
}
