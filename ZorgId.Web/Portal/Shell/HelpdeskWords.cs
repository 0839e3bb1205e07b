using ZorgId.Web.Platform.Settings;

namespace ZorgId.Web.Portal.Shell;

/// <summary>The helpdesk where a text can hold no link, such as beside a field of a form.</summary>
public static class HelpdeskWords
{
    /// <summary><c>de helpdesk (088 123 45 67, helpdesk@example.nl)</c>; the words alone where neither is set.</summary>
    public static string InWords(this SupportSettings support) => support.Ways is { Count: > 0 } ways
        ? $"{LayoutTexts.Helpdesk} ({string.Join(", ", ways.Select(way => way.Words))})"
        : LayoutTexts.Helpdesk;
}
