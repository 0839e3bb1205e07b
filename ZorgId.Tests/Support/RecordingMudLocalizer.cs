using System.Collections.Concurrent;
using Microsoft.Extensions.Localization;
using MudBlazor;
using ZorgId.Web.Portal.Shell;

namespace ZorgId.Tests.Support;

/// <summary>The portal's own translations of MudBlazor, which also keeps the words that were asked for and are not there: these would be shown in English.</summary>
internal sealed class RecordingMudLocalizer : MudLocalizer
{
    private readonly MudBlazorTexts _texts = new();
    private readonly ConcurrentDictionary<string, bool> _missing = new(StringComparer.Ordinal);

    public IEnumerable<string> Missing => _missing.Keys;

    public override LocalizedString this[string key] => Record(_texts[key]);

    public override LocalizedString this[string key, params object[] arguments] => Record(_texts[key, arguments]);

    private LocalizedString Record(LocalizedString text)
    {
        if (text.ResourceNotFound)
            _missing.TryAdd(text.Name, true);
        return text;
    }
}
