using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ZorgId.Core.PortalSessions;
using ZorgId.Web.Platform;
using ZorgId.Web.Platform.Settings;
using ZorgId.Web.Portal.Shell;

namespace ZorgId.Tests.Support;

/// <summary>The cookie by which a browser is logged in, as the portal would lay it, and the one of the browser's own key.</summary>
public sealed record PortalCookie(string Name, string Value, string KeyName, string KeyValue)
{
    /// <param name="services">The portal's.</param>
    /// <param name="key">Of a portal session, or of none.</param>
    public static PortalCookie Make(IServiceProvider services, PortalSessionKey key)
    {
        var options = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(CookieAuthenticationDefaults.AuthenticationScheme);
        const string browserKey = "the-key-of-this-browser";
        var ticket = new AuthenticationTicket(LoginCookie.MakePrincipal(key, browserKey), CookieAuthenticationDefaults.AuthenticationScheme);
        var keyName = Cookies.Make(services.GetRequiredService<PortalSettings>(), "browser-test").Name!;
        return new(options.Cookie.Name!, options.TicketDataFormat.Protect(ticket), keyName, browserKey);
    }

    /// <summary>As a request's header has it.</summary>
    public override string ToString() => $"{Name}={Value}; {KeyName}={KeyValue}";
}
