using Microsoft.JSInterop;
using ZorgId.Web.Portal.Shell;

namespace ZorgId.Web.Portal.Users;

/// <summary>The list's part in the browser (list.js). A row that cannot be scrolled to is there all the same.</summary>
public sealed class ListScript(IJSRuntime js)
{
    private readonly BrowserModule _module = new(js, "./list.js");

    /// <summary>Brings the marked row into the window, where it is outside.</summary>
    public Task RevealMarkedAsync() => _module.TryAsync("revealMarked");
}
