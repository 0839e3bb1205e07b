using Microsoft.JSInterop;
using ZorgId.Web.Portal.Shell;

namespace ZorgId.Web.Portal.Users;

/// <summary>The form's part in the browser (fields.js). What was typed stands there all the same, and is what is saved.</summary>
public sealed class FieldsScript(IJSRuntime js)
{
    private readonly BrowserModule _module = new(js, "./fields.js");

    /// <summary>
    /// Has the browser show a text as it was understood, where the field still holds what was typed. The server's own
    /// answer comes a moment later than the person types, and would overwrite that.
    /// </summary>
    public Task RetypeAsync(string id, string typed, string tidy) => _module.TryAsync("retype", id, typed, tidy);
}
