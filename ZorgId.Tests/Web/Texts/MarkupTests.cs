using System.Text.RegularExpressions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Web.Texts;

/// <summary>No words stand in markup: they would be of one language. A plain reading of the files, not a parser of Razor.</summary>
[Trait("Stores", "nothing")]
public sealed partial class MarkupTests
{
    // The product's name, in two parts.
    private static readonly string[] Names = ["ZORG-ID", "Portaal"];

    public static TheoryData<string> Components() => [.. Source.Files("*.razor").Select(file => Path.GetRelativePath(Source.Web, file))];

    [Theory]
    [MemberData(nameof(Components))]
    public void Markup_OfEachComponent_HasNoWordsOfItsOwn(string file)
    {
        var markup = File.ReadAllText(Path.Combine(Source.Web, file)).Split("@code")[0];

        Assert.Empty(Words(markup));
    }

    [Theory]
    [InlineData("<p>Hallo</p>", "Hallo")]
    [InlineData("<p>@Texts.Hallo daar</p>", "daar")]
    [InlineData("<p aria-label=\"Sluiten\"></p>", "Sluiten")]
    [InlineData("<MudButton Label=\"@Texts.A\" title='Open'>@Texts.B</MudButton>", "Open")]
    [InlineData("<InlineQuestion Confirm=\"Opslaan\" Decline=\"@Texts.B\" />", "Opslaan")]
    [InlineData("<p>@Texts.Hallo @(string.Format(a, \"x\")) 12 &nbsp;</p>", "")]
    [InlineData("@if (a)\n{\n<b>@a.B(c => c.D())</b>\n}", "")]
    public void Words_InAPieceOfMarkup_AreFound(string markup, string found) => Assert.Equal(found, string.Join(' ', Words(markup)));

    /// <summary>What is said by itself is said as it is: a translation would stay when it changes.</summary>
    [Theory]
    [MemberData(nameof(Components))]
    public void LiveTexts_OfEachComponent_AreNotTranslated(string file)
    {
        Assert.All(LiveTags(File.ReadAllText(Path.Combine(Source.Web, file))), tag =>
        {
            Assert.Contains("translate=\"no\"", tag, StringComparison.Ordinal);
            Assert.Contains("notranslate", tag, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("<p role=\"status\">@a</p>", 1)]
    [InlineData("<p class=\"b\" role=\"@(a ? \"status\" : \"alert\")\" id=\"c\">@a</p>", 1)]
    [InlineData("<p role=\"heading\">@a</p><b class=\"status\">@a</b>", 0)]
    public void LiveTags_InAPieceOfMarkup_AreFound(string markup, int count) => Assert.Equal(count, LiveTags(markup).Count());

    private static IEnumerable<string> LiveTags(string markup) => LiveTag().Matches(Comment().Replace(markup, "")).Select(tag => tag.Value);

    private static IEnumerable<string> Words(string markup)
    {
        var read = Comment().Replace(markup, "");
        // Arguments and conditions, from the inside out. Their arrows would look like the ends of tags.
        for (var shorter = read; (shorter = Parentheses().Replace(read, "")) != read;)
            read = shorter;
        var spoken = Attribute().Matches(read);
        var written = Text().Matches(read);
        return spoken.Concat(written)
            .Select(match => Statement().Replace(Expression().Replace(match.Groups["text"].Value, ""), "").Trim())
            .Where(text => Letters().IsMatch(text) && !Names.Contains(text, StringComparer.Ordinal));
    }

    [GeneratedRegex(@"@\*.*?\*@|<svg.*?</svg>", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\([^()]*\)", RegexOptions.NonBacktracking)]
    private static partial Regex Parentheses();

    [GeneratedRegex("""<\w+[^<>]*? role="(@\([^<>]*")?(status|alert)"[^<>]*>""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex LiveTag();

    /// <summary>What is read aloud or shown.</summary>
    [GeneratedRegex("""[ ](aria-label|title|alt|placeholder|Label|Title|Placeholder|HelperText|Text|Hint|Confirm|Decline|Leave|Action|Explanation)=["'](?<text>[^"']*)["']""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Attribute();

    [GeneratedRegex(">(?<text>[^<>]+)<", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Text();

    [GeneratedRegex(@"@\w*([.?!]+\w+)*|&\w+;", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Expression();

    /// <summary>Code on a line of its own: what is left of <c>@if (…)</c> and its like.</summary>
    [GeneratedRegex(@"^\s*(if|else|else if|foreach|for|while|switch|default:|break;|(case|var) .*)\s*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Statement();

    [GeneratedRegex(@"\p{L}{2,}", RegexOptions.NonBacktracking)]
    private static partial Regex Letters();
}
