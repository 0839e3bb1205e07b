using Microsoft.AspNetCore.Components;

namespace ZorgId.Web.Portal.Layout;

public sealed partial class UserMenu(PortalUser user, ILogger<UserMenu> logger)
{
    private string? _name;

    [CascadingParameter]
    private PageContext Page { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        try
        {
            _name = (await user.FindAsync(Page.Environment, byPerson: false, CancellationToken.None))?.Name;
        }
        catch (Exception exception)
        {
            // It stands outside the page that could catch this: the whole circuit would end for want of a name.
            LogFailed(exception);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The name of who is logged in could not be read.")]
    private partial void LogFailed(Exception exception);
}
