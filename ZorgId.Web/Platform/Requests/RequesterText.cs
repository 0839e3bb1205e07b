using System.Globalization;
using System.Net;
using ZorgId.Core.QrSessions;

namespace ZorgId.Web.Platform.Requests;

/// <summary>Describes browsers and phones in the reader's language.</summary>
public static class RequesterText
{
    /// <summary>A text such as <c>Firefox op Windows</c>, without what is not known.</summary>
    public static string Describe(string? browser, string? platform) =>
        platform is null
            ? browser ?? RequesterTexts.WebBrowser
            : string.Format(CultureInfo.CurrentCulture, RequesterTexts.BrowserOnPlatform, browser ?? RequesterTexts.WebBrowser, platform);

    /// <summary>The phone's name, or else its browser, and its address; null where none of these is known.</summary>
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

    /// <summary>The address, unless it is the machine that the portal itself runs on, which tells a person nothing.</summary>
    public static string? ShownAddress(string? address) =>
        IPAddress.TryParse(address, out var parsed)
            && (IPAddress.IsLoopback(parsed) || parsed.Equals(IPAddress.Any) || parsed.Equals(IPAddress.IPv6Any))
            ? null
            : address;
}
