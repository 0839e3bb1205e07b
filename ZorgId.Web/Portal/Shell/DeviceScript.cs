using Microsoft.JSInterop;
using ZorgId.Web.Platform.Requests;

namespace ZorgId.Web.Portal.Shell;

/// <summary>Finds out what only a script in the browser can tell, because an iPad sends the User-Agent of a Mac (device.js).</summary>
public sealed class DeviceScript(IJSRuntime js)
{
    private readonly BrowserModule _module = new(js, "./device.js");

    /// <returns>The same browser with the device that it runs on; unchanged where the script does not answer.</returns>
    public async Task<Requester> CompleteAsync(Requester requester)
    {
        if (requester.Platform != BrowserName.Mac)
            return requester;
        // A browser can answer anything, so only a known name is stored.
        var device = await _module.TryAsync<string>("findTouchDevice");
        return device is "iPad" or "iPhone" ? requester with { Platform = device } : requester;
    }
}
