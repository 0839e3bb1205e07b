using System.Text.RegularExpressions;
using System.Xml.Linq;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Web.Texts;

/// <summary>The portal's texts: each in Dutch and in English, saying the same with the same blanks to fill.</summary>
public sealed partial class ResxTests
{
    public static TheoryData<string> DutchFiles() => [.. Source.Files("*Texts.resx").Select(file => Path.GetRelativePath(Source.Web, file))];

    [Fact]
    public void Files_AllOfThem_AreOfTwoLanguages()
    {
        Assert.NotEmpty(DutchFiles());
        Assert.Equal(
            Source.Files("*Texts.resx").Select(file => Path.ChangeExtension(file, ".en.resx")),
            Source.Files("*.en.resx"));
        // Another name would get no class, and its texts no test.
        Assert.Equal(2 * DutchFiles().Count, Source.Files("*.resx").Count());
    }

    [Theory]
    [MemberData(nameof(DutchFiles))]
    public void Keys_OfBothLanguages_AreTheSame(string file) => Assert.Equal(Read(file).Keys, Read(English(file)).Keys);

    [Theory]
    [MemberData(nameof(DutchFiles))]
    public void Blanks_OfBothLanguages_AreTheSame(string file)
    {
        var english = Read(English(file));
        Assert.All(Read(file), text => Assert.Equal((text.Key, Blanks(text.Value)), (text.Key, Blanks(english[text.Key]))));
    }

    [Theory]
    [MemberData(nameof(DutchFiles))]
    public void Texts_OfBothLanguages_SaySomething(string file)
    {
        Assert.DoesNotContain(Read(file), text => string.IsNullOrWhiteSpace(text.Value));
        Assert.DoesNotContain(Read(English(file)), text => string.IsNullOrWhiteSpace(text.Value));
    }

    private static string English(string file) => Path.ChangeExtension(file, ".en.resx");

    private static SortedDictionary<string, string> Read(string file)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        // Add, and not an indexer: a key that stands there twice is a mistake.
        foreach (var data in XDocument.Load(Path.Combine(Source.Web, file)).Root!.Elements("data"))
            texts.Add(data.Attribute("name")!.Value, data.Element("value")!.Value);
        return texts;
    }

    private static string Blanks(string text) => string.Join(' ', Blank().Matches(text).Select(m => m.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{[0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex Blank();
}
