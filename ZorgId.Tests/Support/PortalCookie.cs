using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ZorgId.Core.PortalSessions;
using ZorgId.Web.Hosting;

namespace ZorgId.Tests.Support;

/// <summary>The cookie by which a browser is logged in, as the portal would lay it.</summary>
public sealed record PortalCookie(string Name, string Value)
{
    /// <param name="services">The portal's.</param>
    /// <param name="key">Of a portal session, or of none.</param>
    public static PortalCookie Make(IServiceProvider services, PortalSessionKey key)
    {
        var options = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(CookieAuthenticationDefaults.AuthenticationScheme);
        var ticket = new AuthenticationTicket(PortalCookies.MakePrincipal(key), CookieAuthenticationDefaults.AuthenticationScheme);
        return new(options.Cookie.Name!, options.TicketDataFormat.Protect(ticket));
    }

    /// <summary>As a request's header has it.</summary>
    public override string ToString() => $"{Name}={Value}";
}
