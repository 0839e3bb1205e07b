using Microsoft.AspNetCore.Components;

namespace ZorgId.Web.Portal.Layout;

public sealed partial class UserMenu(PortalUser user)
{
    private string? _name;

    [CascadingParameter]
    private PageContext Page { get; set; } = null!;

    protected override async Task OnInitializedAsync() =>
        _name = (await user.FindAsync(Page.Environment, byPerson: false, CancellationToken.None))?.Name;
}
