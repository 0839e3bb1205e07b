using ZorgId.Web.Platform.Settings;

namespace ZorgId.Web.Portal.Shell;

/// <summary>Names the helpdesk in texts that cannot have a link, such as an error beside a field of a form.</summary>
public static class HelpdeskWords
{
    /// <summary>For example <c>de helpdesk (088 123 45 67, helpdesk@example.nl)</c>; without parentheses where neither is set.</summary>
    public static string InWords(this SupportSettings support) => support.Ways is { Count: > 0 } ways
        ? $"{LayoutTexts.Helpdesk} ({string.Join(", ", ways.Select(way => way.Words))})"
        : LayoutTexts.Helpdesk;
}
