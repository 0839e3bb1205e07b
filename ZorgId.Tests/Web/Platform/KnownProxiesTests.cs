using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;
using ZorgId.Tests.Support;
using ZorgId.Web.Platform.Settings;

namespace ZorgId.Tests.Web.Platform;

/// <summary>Where a proxy must stand between browsers and the program, it is named, or the program does not start.</summary>
[Trait("Stores", "nothing")]
[Trait("Speed", "slow")]
public sealed class KnownProxiesTests
{
    private const string Missing =
        "Proxies:Known must name the proxy that browsers and phones come by, such as 10.0.0.2, since the origin begins with https and this program listens by http. Where there is none, set it to none.";

    [Theory]
    [InlineData("http://127.0.0.1:0", "")]
    [InlineData("https://127.0.0.1:0;http://127.0.0.1:0", " ")]
    public async Task Process_ProxyThatIsNotNamed_EndsWithOneSentence(string urls, string proxies)
    {
        using var database = await TestStore.CreateAsync();

        var end = await PortalProgram.RunAsync([("Environments:productie:Origin", TestPortal.Productie), .. database.Settings, ("Proxies:Known", proxies)], "--urls", urls);

        end.MustComplain(1, Missing);
    }

    [Theory]
    [InlineData(false, "Environments:productie:Origin=https://productie.example Proxies:Known=none")]
    [InlineData(false, "Environments:productie:Origin=https://productie.example Proxies:Known=10.0.0.2")]
    [InlineData(false, "Environments:productie:Origin=https://productie.example urls=https://*:443")]
    [InlineData(false, "Environments:productie:Origin=https://productie.example https_ports=443")]
    [InlineData(false, "Environments:productie:Origin=https://productie.example urls=http://*:80 Kestrel:Endpoints:Tls:Url=https://*:443")]
    [InlineData(false, "Environments:productie:Origin=http://localhost:5080 urls=http://localhost:5080")]
    [InlineData(false, "Environments:productie:Origin=https://productie.example Demo:Enabled=true")]
    [InlineData(true, "Environments:productie:Origin=https://productie.example")]
    [InlineData(true, "Environments:productie:Origin=http://localhost:5080 Environments:acceptatie:Origin=https://acceptatie.example")]
    [InlineData(true, "Environments:productie:Origin=https://productie.example http_ports=8080 https_ports=8443")]
    [InlineData(true, "Environments:productie:Origin=https://productie.example Kestrel:Endpoints:Tls:Url=https://*:443 Kestrel:Endpoints:Plain:Url=http://*:80")]
    public void Proxies_Unnamed_EndTheStartWhereThereMustBeOne(bool ends, string settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Split(' ').Select(s => s.Split('=')).Select(s => KeyValuePair.Create(s[0], (string?)s[1]))).Build();
        var read = PortalSettings.Read(configuration, new HostingEnvironment { EnvironmentName = "Production" });

        var thrown = Record.Exception(() => KnownProxies.MustBeNamed(configuration, read));

        Assert.Equal(ends ? Missing : null, (thrown as SettingsException)?.Message);
    }
}
