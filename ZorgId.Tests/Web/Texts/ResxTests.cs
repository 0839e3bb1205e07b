using System.Text.RegularExpressions;
using System.Xml.Linq;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Web.Texts;

/// <summary>The portal's texts: each in Dutch and in English, saying the same with the same blanks to fill.</summary>
[Trait("Stores", "nothing")]
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

    /// <summary>Whoever is told what to choose looks for those words on the screen: they are bold (<c>Sentence</c>).</summary>
    [Theory]
    [MemberData(nameof(DutchFiles))]
    public void Names_OfButtonsInSentences_AreMarkedInBothLanguages(string file)
    {
        if (file.StartsWith("Demo", StringComparison.Ordinal))
            return;
        var english = Read(English(file));
        Assert.All(Read(file), text =>
        {
            Assert.Equal(0, Marks(text.Value) % 2);
            Assert.Equal(Marks(text.Value), Marks(english[text.Key]));
            Assert.DoesNotContain(Unmarked().Matches(text.Value), match => match.Groups["name"].Value is not ("PIN" or "WID" or "QR-code"));
        });
    }

    private static int Marks(string text) => text.Count(c => c == '*');

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

    /// <summary>"Kies", and behind it, in the same sentence, a capital that no asterisk stands before.</summary>
    [GeneratedRegex(@"\b[Kk]iest?\b[^.?!*]* (?<name>[A-Z+][^ ,.?!*]*)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Unmarked();

    [GeneratedRegex(@"\{[0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex Blank();
}
