using System.Reflection;
using System.Text.RegularExpressions;
using ZorgId.Tests.Support;
using ZorgId.Web.Hosting;

namespace ZorgId.Tests.Architecture;

/// <summary>The pages for people: they stay short, lead where they say, and name things as the program does.</summary>
public sealed partial class DocsTests
{
    private static readonly string Root = Path.GetDirectoryName(Source.Web)!;

    public static TheoryData<string> Pages => [.. Directory.EnumerateFiles(Root, "*.md")
        .Concat(Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(Root, file)).Order(StringComparer.Ordinal)];

    [Fact]
    public void Readme_Words_AreFewerThan600() =>
        Assert.InRange(Read("README.md").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length, 1, 599);

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_OfAPage_LeadToFiles(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Root, page))!;
        var targets = Link().Matches(Read(page)).Select(match => match.Groups["target"].Value.Split('#')[0])
            .Where(target => target.Length > 0 && !target.Contains("://", StringComparison.Ordinal));

        Assert.DoesNotContain(targets, target => !Path.Exists(Path.Combine(folder, target)));
    }

    [Fact]
    public void Changelog_NewestVersion_IsThatOfTheProgram()
    {
        var version = typeof(PortalHost).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

        Assert.StartsWith($"{version} - ", Heading().Matches(Read("CHANGELOG.md")).First().Groups["version"].Value, StringComparison.Ordinal);
    }

    [Fact]
    public void AuditHead_OnThePageForOperators_BeginsAsInTheOutput() =>
        Assert.Contains($"\ninfo: {typeof(AuditHeadLog).FullName}[7513] Audit head ", Read("docs/operations.md"), StringComparison.Ordinal);

    private static string Read(string page) => File.ReadAllText(Path.Combine(Root, page));

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.NonBacktracking)]
    private static partial Regex Link();

    [GeneratedRegex(@"^## (?<version>[0-9].*)$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Heading();
}
