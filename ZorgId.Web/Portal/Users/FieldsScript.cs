using Microsoft.JSInterop;
using ZorgId.Web.Portal.Shell;

namespace ZorgId.Web.Portal.Users;

/// <summary>The form's part in the browser (fields.js). Where it fails, the field keeps what was typed, which is saved as well.</summary>
public sealed class FieldsScript(IJSRuntime js)
{
    private readonly BrowserModule _module = new(js, "./fields.js");

    /// <summary>
    /// Lets the browser replace what was typed by the text as it was understood, if the field still has what was typed. The server's own
    /// rendering would arrive a moment later, and overwrite what the person has typed meanwhile.
    /// </summary>
    public Task RetypeAsync(string id, string typed, string tidy) => _module.TryAsync("retype", id, typed, tidy);
}
