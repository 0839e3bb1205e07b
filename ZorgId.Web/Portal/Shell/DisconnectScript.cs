using Microsoft.JSInterop;

namespace ZorgId.Web.Portal.Shell;

/// <summary>What the browser knows of a page whose circuit goes, and keeps for the page that comes after it (away.js).</summary>
public sealed class DisconnectScript(IJSRuntime js)
{
    /// <summary>A login's QR.</summary>
    public const string Login = "login";

    /// <summary>An enrollment's QR; what is kept is its sid.</summary>
    public const string Enrollment = "enrollment";

    /// <summary>The registration form; what stood in it is not kept.</summary>
    public const string Registration = "registration";

    private readonly BrowserModule _module = new(js, "./away.js");

    /// <summary>Fetches the script, which later may be too late.</summary>
    public Task LoadAsync() => _module.LoadAsync();

    /// <summary>The server stops: the page says so before its circuit goes.</summary>
    public Task TellStoppingAsync() => _module.TryAsync("tellStopping");

    /// <summary>What the page before this one in this tab had open when it went; null where it had nothing.</summary>
    public Task<string?> FindLeftAsync(string kind) => _module.TryAsync<string>("findLeft", kind);

    public Task ForgetLeftAsync(string kind) => _module.TryAsync("forgetLeft", kind);
}
