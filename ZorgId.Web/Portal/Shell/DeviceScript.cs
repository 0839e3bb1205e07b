using Microsoft.JSInterop;
using ZorgId.Web.Platform.Requests;

namespace ZorgId.Web.Portal.Shell;

/// <summary>What only a script in the browser can tell of its device: an iPad sends the User-Agent of a Mac (device.js).</summary>
public sealed class DeviceScript(IJSRuntime js)
{
    private readonly BrowserModule _module = new(js, "./device.js");

    /// <returns>The same browser, on the device that it runs on. Where the script does not answer, as the browser called itself.</returns>
    public async Task<Requester> CompleteAsync(Requester requester)
    {
        if (requester.Platform != BrowserName.Mac)
            return requester;
        // Of what a browser answers, only a known name is stored.
        var device = await _module.TryAsync<string>("findTouchDevice");
        return device is "iPad" or "iPhone" ? requester with { Platform = device } : requester;
    }
}
