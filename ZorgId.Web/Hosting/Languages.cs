using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace ZorgId.Web.Hosting;

/// <summary>Dutch, and English for who asks: a browser's person by a choice that a cookie keeps, a phone by Accept-Language.</summary>
public static class Languages
{
    public const string Dutch = "nl";
    public const string English = "en";

    // Names of cultures, for dates and numbers as people here write them.
    private static readonly CultureInfo[] Supported = [new("nl-NL"), new("en-GB")];

    public static void UsePortalLanguages(this WebApplication app)
    {
        app.UseWhen(context => !context.IsMobile(), portal => portal.UseRequestLocalization(Options(new CookieRequestCultureProvider { CookieName = CookieName })));
        app.UseWhen(HttpContextIsMobile, mobile => mobile.UseRequestLocalization(Options(new AcceptLanguageHeaderRequestCultureProvider())));
    }

    /// <summary>Keeps a person's choice for a year, and goes back to where they were.</summary>
    public static void MapLanguageChoice(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/portal/taal/{language}", (string language, string? terug, HttpContext context) =>
        {
            var culture = Supported.FirstOrDefault(c => c.TwoLetterISOLanguageName == language) ?? Supported[0];
            context.Response.Cookies.Append(
                CookieName,
                CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)),
                new CookieOptions { MaxAge = TimeSpan.FromDays(365), IsEssential = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, HttpOnly = true });
            return LocalUrl(terug);
        }).AllowAnonymous();

    private const string CookieName = "zorgid-taal";

    private static IResult LocalUrl(string? url) =>
        url is not null && Uri.IsWellFormedUriString(url, UriKind.Relative) && url.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal)
            ? Results.LocalRedirect(url)
            : Results.LocalRedirect("/portal");

    private static bool HttpContextIsMobile(HttpContext context) => context.IsMobile();

    private static RequestLocalizationOptions Options(RequestCultureProvider provider) => new()
    {
        DefaultRequestCulture = new RequestCulture(Supported[0]),
        SupportedCultures = Supported,
        SupportedUICultures = Supported,
        RequestCultureProviders = [provider],
    };
}
