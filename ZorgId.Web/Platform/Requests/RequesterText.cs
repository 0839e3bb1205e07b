using System.Globalization;
using System.Net;
using ZorgId.Core.QrSessions;

namespace ZorgId.Web.Platform.Requests;

/// <summary>Browsers and phones in the words of the language that is read.</summary>
public static class RequesterText
{
    /// <summary>Such as <c>Firefox op Windows</c>; what is not known is not named.</summary>
    public static string Describe(string? browser, string? platform) =>
        platform is null
            ? browser ?? RequesterTexts.WebBrowser
            : string.Format(CultureInfo.CurrentCulture, RequesterTexts.BrowserOnPlatform, browser ?? RequesterTexts.WebBrowser, platform);

    /// <summary>The phone by its name, else by its browser, and where it is; null where nothing of this is known.</summary>
    public static string? Describe(ScanningPhone? phone)
    {
        if (phone is null)
            return null;
        var name = phone switch
        {
            { Device.Length: > 0 } => phone.Device,
            { Browser: null, Platform: null } => null,
            _ => Describe(phone.Browser, phone.Platform),
        };
        var parts = new[] { name, ShownAddress(phone.Address) }.OfType<string>().ToList();
        return parts.Count == 0 ? null : string.Join(", ", parts);
    }

    /// <summary>An address that tells a person something: not the machine that the portal itself runs on.</summary>
    public static string? ShownAddress(string? address) =>
        IPAddress.TryParse(address, out var parsed)
            && (IPAddress.IsLoopback(parsed) || parsed.Equals(IPAddress.Any) || parsed.Equals(IPAddress.IPv6Any))
            ? null
            : address;
}
