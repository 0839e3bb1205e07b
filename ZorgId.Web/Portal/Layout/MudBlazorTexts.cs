using System.Globalization;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace ZorgId.Web.Portal.Layout;

/// <summary>MudBlazor's own words, in Dutch where ours are; it has the English ones itself.</summary>
internal sealed class MudBlazorTexts : MudLocalizer
{
    public override LocalizedString this[string key]
    {
        get
        {
            var text = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == Hosting.Languages.Dutch
                ? MudBlazorWordsTexts.ResourceManager.GetString(key, CultureInfo.CurrentUICulture)
                : null;
            return new(key, text ?? key, resourceNotFound: text is null);
        }
    }

    public override LocalizedString this[string key, params object[] arguments]
    {
        get
        {
            var found = this[key];
            return new(key, found.ResourceNotFound ? key : string.Format(CultureInfo.CurrentCulture, found.Value, arguments), found.ResourceNotFound);
        }
    }
}
