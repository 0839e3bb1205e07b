using ZorgId.Web.Platform.Requests;

namespace ZorgId.Tests.Web.Platform;

/// <summary>Nobody is sent to another's address, nor in circles.</summary>
[Trait("Stores", "nothing")]
public sealed class ReturnPathTests
{
    [Theory]
    [InlineData("/portal/overzicht")]
    [InlineData("/portal/overzicht?zoek=a%20b&pagina=2")]
    [InlineData("/Portal/Overzicht")]
    [InlineData("/portal/logboek/2026")]
    public void Page_OfThePortal_IsKept(string url) => Assert.Equal(url, ReturnPath.Page(url));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("overzicht")]
    [InlineData("https://evil.example/portal/overzicht")]
    [InlineData("//evil.example/portal/overzicht")]
    [InlineData(@"/\evil.example/portal/overzicht")]
    [InlineData(@"\/evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("/portal/\r\nLocation: x")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/portal")]
    [InlineData("/portal/")]
    [InlineData("/portalen/overzicht")]
    [InlineData("/demo")]
    [InlineData("/mobile/v1/environment")]
    [InlineData("/portal/../demo")]
    [InlineData("/portal/%2e%2e/demo")]
    [InlineData("/portal/inloggen")]
    [InlineData("/portal/Inloggen/voltooien")]
    [InlineData("/portal/overzicht/../inloggen")]
    [InlineData("/portal/uitloggen")]
    [InlineData("/portal/taal/en")]
    [InlineData("/portal/fout")]
    [InlineData("/portal/niet-gevonden")]
    public void Page_AnythingElse_IsNone(string? url) => Assert.Null(ReturnPath.Page(url));

    [Theory]
    [InlineData("/demo", "/demo")]
    [InlineData("/portal?melding=x", "/portal?melding=x")]
    [InlineData("//evil.example", null)]
    [InlineData(@"/\evil.example", null)]
    [InlineData("https://evil.example", null)]
    public void Local_ForAChoiceOfLanguage_IsAnyPathOfHere(string url, string? kept) => Assert.Equal(kept, ReturnPath.Local(url));

    [Theory]
    [InlineData("/portal", "/portal/overzicht?a=1&b=2", "/portal?terug=%2Fportal%2Foverzicht%3Fa%3D1%26b%3D2")]
    [InlineData("/portal?melding=x", "/portal/overzicht", "/portal?melding=x&terug=%2Fportal%2Foverzicht")]
    [InlineData("/portal", "//evil.example", "/portal")]
    [InlineData("/portal", null, "/portal")]
    public void Append_ToARoute_CarriesOnlyPages(string route, string? url, string expected) => Assert.Equal(expected, ReturnPath.Append(route, url));
}
