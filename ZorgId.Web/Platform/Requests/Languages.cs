using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace ZorgId.Web.Platform.Requests;

/// <summary>Dutch, or English on request: people choose it on the page, and a cookie keeps it; phones send Accept-Language.</summary>
public static class Languages
{
    public const string Dutch = "nl";
    public const string English = "en";

    internal const string DutchCulture = "nl-NL";
    internal const string EnglishCulture = "en-GB";

    // Browsers get a country too, so that dates and numbers are written as people there write them.
    private static readonly CultureInfo[] Supported = [new(DutchCulture), new(EnglishCulture)];

    // Phones get the language alone, which en-US and nl-BE fall back to.
    private static readonly CultureInfo[] Bare = [new(Dutch), new(English)];

    public static void UsePortalLanguages(this WebApplication app)
    {
        app.UseWhen(
            context => !context.IsMobile(),
            portal => portal.UseRequestLocalization(Options(Supported, new CookieRequestCultureProvider { CookieName = CookieName })));
        app.UseWhen(
            context => context.IsMobile(),
            mobile => mobile.UseRequestLocalization(Options(Bare, new AcceptLanguageHeaderRequestCultureProvider())));
    }

    /// <summary>Stores a person's choice for a year, and goes back to the page where they were.</summary>
    public static void MapLanguageChoice(this IEndpointRouteBuilder routes) =>
        routes.MapGet($"{PagePaths.Language}/{{language}}", (string language, string? terug, HttpContext context) =>
        {
            var culture = Supported.FirstOrDefault(c => c.TwoLetterISOLanguageName == language) ?? Supported[0];
            context.Response.Cookies.Append(
                CookieName,
                CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)),
                new CookieOptions
                {
                    MaxAge = TimeSpan.FromDays(365),
                    IsEssential = true,
                    SameSite = SameSiteMode.Lax,
                    Secure = context.Request.IsHttps,
                    HttpOnly = true,
                });
            return Results.LocalRedirect(ReturnPath.Local(terug) ?? PagePaths.Start);
        }).AllowAnonymous();

    private const string CookieName = "zorgid-taal";

    private static RequestLocalizationOptions Options(CultureInfo[] cultures, RequestCultureProvider provider) => new()
    {
        DefaultRequestCulture = new RequestCulture(cultures[0]),
        SupportedCultures = cultures,
        SupportedUICultures = cultures,
        RequestCultureProviders = [provider],
    };
}
