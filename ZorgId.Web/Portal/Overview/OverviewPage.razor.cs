using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using ZorgId.Core.Accounts;
using ZorgId.Core.Sessions;
using ZorgId.Web.Portal.Live;
using ZorgId.Web.Portal.Registration;

namespace ZorgId.Web.Portal.Overview;

/// <summary>The users of the beheerder's organisations, and the way to register one more (manual, section 4).</summary>
public sealed partial class OverviewPage(
    PortalUser user, UserDirectory directory, ViewOpenEnrollments openEnrollments, ViewEnrollment viewEnrollment, SessionWatch watch,
    IDialogService dialogs, NavigationManager navigation) : ComponentBase, IDisposable
{
    private const int PageSize = 25;
    private static readonly int[] PageSizes = [10, PageSize, 50, UserDirectory.LargestPage];

    private readonly CancellationTokenSource _closing = new();
    private readonly HashSet<SessionId> _followed = [];
    private MudDataGrid<UserRow> _grid = null!;
    private string? _news;

    [CascadingParameter]
    private PageContext Page { get; set; } = null!;

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    private async Task<GridData<UserRow>> LoadAsync(GridState<UserRow> state, CancellationToken cancellation)
    {
        if (await user.FindAsync(Page.Environment, byPerson: false, cancellation) is not { } actor)
        {
            navigation.NavigateTo(PortalRoutes.Start, forceLoad: true);
            return new GridData<UserRow> { Items = [] };
        }

        var page = await directory.FindAsync(actor, state.Page, state.PageSize, cancellation);
        foreach (var sid in await openEnrollments.ExecuteAsync([.. page.Rows.Select(r => r.AccountId)], cancellation))
            _ = InvokeAsync(() => FollowAsync(sid));
        return new GridData<UserRow> { Items = page.Rows, TotalItems = page.Total };
    }

    /// <summary>Waits for the end of an enrollment of someone on this page, and shows what has become of them.</summary>
    private async Task FollowAsync(SessionId sid)
    {
        if (!_followed.Add(sid))
            return;
        try
        {
            await foreach (var view in watch.FollowAsync(sid, viewEnrollment.ExecuteAsync, _closing.Token))
            {
                if (!view.State.HasEnded())
                    continue;
                await _grid.ReloadServerData();
                return;
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
        catch (Exception exception)
        {
            await DispatchExceptionAsync(exception);
        }
    }

    private async Task RegisterAsync()
    {
        if (await user.FindAsync(Page.Environment, byPerson: true, _closing.Token) is not { } actor)
        {
            navigation.NavigateTo(PortalRoutes.Start, forceLoad: true);
            return;
        }

        _news = null;
        var form = await dialogs.ShowAsync<RegistrationDialog>(RegistrationTexts.Title, new DialogParameters<RegistrationDialog> { { d => d.Organisations, actor.Organisations } });
        if (await form.Result is not { Canceled: false, Data: RegisteredUser registered })
            return;

        await _grid.ReloadServerData();
        var popup = await dialogs.ShowAsync<EnrollmentDialog>(EnrollmentTexts.Title, new DialogParameters<EnrollmentDialog>
        {
            { d => d.Enrollment, registered.Enrollment },
            { d => d.Name, registered.Name },
        });
        if (await popup.Result is { Canceled: false, Data: EnrollmentView accepted })
        {
            await _grid.ReloadServerData();
            _news = string.Format(CultureInfo.CurrentCulture, EnrollmentTexts.Registered, registered.Name, EnrollNewUser.DefaultRole.OnScreen(), accepted.DeviceName);
        }
    }
}
