using System.Text.RegularExpressions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Web.Texts;

/// <summary>What a finger has touched last must not look as if a pointer were on it.</summary>
[Trait("Stores", "nothing")]
public sealed partial class HoverTests
{
    [Fact]
    public void Hover_InEveryStylesheet_IsForPointersThatHover()
    {
        var sheets = Source.Files("*.css").ToList();
        Assert.Contains(sheets, sheet => OfPointers().IsMatch(File.ReadAllText(sheet)));

        Assert.All(sheets, sheet => Assert.DoesNotContain(":hover", OfPointers().Replace(File.ReadAllText(sheet), ""), StringComparison.Ordinal));
    }

    // A media rule with the rules in it.
    [GeneratedRegex(@"@media \(hover: hover\)[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", RegexOptions.NonBacktracking)]
    private static partial Regex OfPointers();
}
