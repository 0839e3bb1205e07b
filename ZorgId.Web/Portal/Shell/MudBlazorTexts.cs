using System.Globalization;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace ZorgId.Web.Portal.Shell;

/// <summary>Translates the texts of MudBlazor's own components. The resources have MudBlazor's keys.</summary>
internal sealed class MudBlazorTexts : MudLocalizer
{
    public override LocalizedString this[string key]
    {
        get
        {
            var text = MudBlazorWordsTexts.ResourceManager.GetString(key, CultureInfo.CurrentUICulture);
            return new(key, text ?? key, resourceNotFound: text is null);
        }
    }

    public override LocalizedString this[string key, params object[] arguments]
    {
        get
        {
            var found = this[key];
            return new(
                key,
                found.ResourceNotFound ? key : string.Format(CultureInfo.CurrentCulture, found.Value, arguments),
                found.ResourceNotFound);
        }
    }
}
