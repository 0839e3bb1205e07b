using System.Security.Cryptography;
using System.Text;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using ZorgId.Tests.Support;
using ZorgId.Web.Platform.Circuits;
using ZorgId.Web.Portal.Shell;

namespace ZorgId.Tests.Components;

/// <summary>The style elements that MudBlazor writes into the portal's pages are those that the content policy knows.</summary>
public sealed class ThemeStylesTests(PortalServer server) : IClassFixture<PortalServer>
{
    [Theory]
    [InlineData(false, "light")]
    [InlineData(true, "dark")]
    public async Task Layout_ItsStyleElements_AreAllowedByTheirHashes(bool isDark, string scheme)
    {
        await using var context = new BunitContext();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.JSInterop.Setup<bool>("mudThemeProvider.isDarkMode").SetResult(isDark);
        context.Services.AddMudServices();
        context.AddAuthorization();
        context.Services.AddSingleton(server.Get<ServerStop>());
        context.Services.AddSingleton<CircuitLink>();
        context.Services.AddScoped<DisconnectScript>();
        context.Services.AddScoped<DeviceScript>();
        context.RenderTree.Add<CascadingValue<PageContext>>(page => page.Add(value => value.Value, new PageContext(PortalEnvironment.Productie, TestPortal.Browser, "browser-key")));
        using var client = server.Client();
        var policy = (await client.GetAsync("/portal/inloggen", Xunit.TestContext.Current.CancellationToken)).Header("Content-Security-Policy")!;

        var layout = context.Render<PortalLayout>();

        layout.WaitForAssertion(() => Assert.Contains($"color-scheme: {scheme};", layout.Markup, StringComparison.Ordinal));
        var hashes = layout.FindAll("style").Select(style => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style.TextContent)))}'").ToList();
        Assert.NotEmpty(hashes);
        Assert.All(hashes, hash => Assert.Contains(hash, policy, StringComparison.Ordinal));
    }
}
