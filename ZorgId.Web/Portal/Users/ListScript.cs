using Microsoft.JSInterop;
using ZorgId.Web.Portal.Shell;

namespace ZorgId.Web.Portal.Users;

/// <summary>The list's part in the browser (list.js). Where it fails, the row is there but may have to be scrolled to.</summary>
public sealed class ListScript(IJSRuntime js)
{
    private readonly BrowserModule _module = new(js, "./list.js");

    /// <summary>Scrolls to the marked row where it is not visible.</summary>
    public Task RevealMarkedAsync() => _module.TryAsync("revealMarked");
}
