using Microsoft.JSInterop;

namespace ZorgId.Web.Portal.Shell;

/// <summary>Lets the browser store what was open on a page that loses its circuit, for the page that follows it (disconnect.js).</summary>
public sealed class DisconnectScript(IJSRuntime js)
{
    /// <summary>A login's QR.</summary>
    public const string Login = "login";

    /// <summary>An enrollment's QR. Only its sid is stored.</summary>
    public const string Enrollment = "enrollment";

    /// <summary>The registration form. Its contents are not stored.</summary>
    public const string Registration = "registration";

    private readonly BrowserModule _module = new(js, "./disconnect.js");

    /// <summary>Loads the script now, because the browser may be disconnected when it is needed.</summary>
    public Task LoadAsync() => _module.LoadAsync();

    /// <summary>Lets the page say that the server stops, before its circuit is lost.</summary>
    public Task TellStoppingAsync() => _module.TryAsync("tellStopping");

    /// <summary>Finds what the previous page in this tab had open when it lost its circuit; null where nothing was open.</summary>
    public Task<string?> FindLeftAsync(string kind) => _module.TryAsync<string>("findLeft", kind);

    public Task ForgetLeftAsync(string kind) => _module.TryAsync("forgetLeft", kind);
}
