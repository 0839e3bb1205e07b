using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;
using ZorgId.Web.Platform;
using ZorgId.Web.Platform.Settings;

namespace ZorgId.Web.Portal.Shell;

/// <summary>What the portal's pages may load and run (CSP 3).</summary>
public sealed partial class PortalContentPolicy(IServiceScopeFactory scopes, PortalSettings settings)
{
    private readonly Lazy<Task<string>> _portal = new(() => BuildPortalAsync(scopes, settings));

    /// <summary>The policy of the portal's pages. MudBlazor writes its theme in style elements, whose hashes are computed once.</summary>
    public Task<string> GetAsync() => _portal.Value;

    private static async Task<string> BuildPortalAsync(IServiceScopeFactory scopes, PortalSettings settings)
    {
        var hashes = new List<string>();
        foreach (var isDark in (bool[])[false, true])
            hashes.AddRange(await HashThemeStylesAsync(scopes, isDark));
        var frames = settings.IsDemo ? "frame-src 'self'; " : "";
        return "default-src 'none'; script-src 'self'; "
            + $"style-src 'self'; style-src-elem 'self' {string.Join(' ', hashes.Distinct(StringComparer.Ordinal))}; "
            // MudBlazor sets positions and sizes with style attributes, which cannot run anything.
            + "style-src-attr 'unsafe-inline'; "
            + $"img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; {frames}base-uri 'self'; "
            + $"form-action 'self'; {ContentSecurityPolicy.FrameAncestors(settings)}";
    }

    private static async Task<IEnumerable<string>> HashThemeStylesAsync(IServiceScopeFactory scopes, bool isDark)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<ILoggerFactory>());
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(MudThemeProvider.Theme)] = PortalTheme.Theme,
                [nameof(MudThemeProvider.IsDarkMode)] = isDark,
            });
            return (await renderer.RenderComponentAsync<MudThemeProvider>(parameters)).ToHtmlString();
        });
        return StyleElement()
            .Matches(html)
            .Select(match => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(match.Groups["style"].Value)))}'");
    }

    [GeneratedRegex(
        "<style[^>]*>(?<style>.*?)</style>", RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex StyleElement();
}
