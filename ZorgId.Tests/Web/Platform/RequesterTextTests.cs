using System.Globalization;
using ZorgId.Core.QrSessions;
using ZorgId.Web.Platform.Requests;

namespace ZorgId.Tests.Web.Platform;

[Trait("Stores", "nothing")]
public sealed class RequesterTextTests
{
    private const string Ios = "(KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1";
    private const string Chrome = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36";

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0", "Firefox", "Windows")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) " + Chrome + " Edg/130.0.0.0", "Edge", "Windows")]
    [InlineData("Mozilla/5.0 (Linux; Android 15; Pixel 9) " + Chrome + " EdgA/130.0", "Edge", "Android")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 EdgiOS/130.0 Mobile/15E148 Safari/604.1", "Edge", "iPhone")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 " + Ios, "Safari", "iPhone")]
    [InlineData("Mozilla/5.0 (iPad; CPU OS 12_5 like Mac OS X) AppleWebKit/605.1.15 " + Ios, "Safari", "iPad")]
    [InlineData("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) " + Chrome, "Chrome", "ChromeOS")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0) Something/1.0", null, "Windows")]
    [InlineData("curl/8.5.0", null, null)]
    [InlineData("", null, null)]
    [InlineData(null, null, null)]
    public void Find_InAUserAgent_NamesWhatIsKnown(string? userAgent, string? browser, string? platform) =>
        Assert.Equal((browser, platform), BrowserName.Find(userAgent));

    [Theory]
    [InlineData("nl-NL", "Firefox", "Windows", "Firefox op Windows")]
    [InlineData("en-GB", "Firefox", "Windows", "Firefox on Windows")]
    [InlineData("nl-NL", null, "Windows", "Webbrowser op Windows")]
    [InlineData("en-GB", null, "Windows", "Web browser on Windows")]
    [InlineData("nl-NL", "Firefox", null, "Firefox")]
    [InlineData("nl-NL", null, null, "Webbrowser")]
    public void Describe_ABrowser_IsInTheLanguageThatIsRead(string language, string? browser, string? platform, string text) =>
        Assert.Equal(text, In(language, () => RequesterText.Describe(browser, platform)));

    [Theory]
    [InlineData("Pixel 9", "Chrome", "Android", "192.0.2.7", "Pixel 9, 192.0.2.7")]
    [InlineData("", "Chrome", "Android", "192.0.2.7", "Chrome on Android, 192.0.2.7")]
    [InlineData("", "Chrome", "Android", "::1", "Chrome on Android")]
    [InlineData("", null, null, "192.0.2.7", "192.0.2.7")]
    [InlineData("", null, null, "127.0.0.1", null)]
    [InlineData("", null, null, null, null)]
    public void Describe_APhone_SaysWhatAPersonCanUse(string device, string? browser, string? platform, string? address, string? text) =>
        Assert.Equal(text, In("en-GB", () => RequesterText.Describe(new ScanningPhone(device, browser, platform, address))));

    [Theory]
    [InlineData("::1")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.1.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    public void ShownAddress_OfTheServersOwnMachine_IsNone(string address) => Assert.Null(RequesterText.ShownAddress(address));

    [Theory]
    [InlineData("192.0.2.7")]
    [InlineData("10.0.0.7")]
    [InlineData("2001:db8::7")]
    public void ShownAddress_OfAnotherMachine_IsItself(string address) => Assert.Equal(address, RequesterText.ShownAddress(address));

    private static string? In(string language, Func<string?> say)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = new(language);
        try
        {
            return say();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
