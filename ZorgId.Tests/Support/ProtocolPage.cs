namespace ZorgId.Tests.Support;

/// <summary>docs/protocol.md, as whoever builds a phone app reads it.</summary>
internal static class ProtocolPage
{
    private static readonly MarkdownPage Page = new("protocol.md");

    public static IEnumerable<string> Headings => Page.Headings;

    public static IEnumerable<string> Section(string heading) => Page.Section(heading);

    public static IReadOnlyList<string[]> Table(string heading) => Page.Table(heading);

    public static IEnumerable<string> Terms(string text) => MarkdownPage.Terms(text);
}
