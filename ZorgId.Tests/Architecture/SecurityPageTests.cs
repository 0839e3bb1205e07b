using System.Text.RegularExpressions;

namespace ZorgId.Tests.Architecture;

/// <summary>SECURITY.md names the tests that show what it says: they are there.</summary>
public sealed partial class SecurityPageTests
{
    [Fact]
    public void Tests_ThatThePageNames_AreThere()
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "SECURITY.md"));
        var named = TestClass().Matches(page).Select(match => match.Value.Trim('`')).Distinct(StringComparer.Ordinal).ToList();
        var there = typeof(SecurityPageTests).Assembly.GetTypes().Select(type => type.Name).ToHashSet(StringComparer.Ordinal);

        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, name => !there.Contains(name));
    }

    [GeneratedRegex("`[A-Za-z]+Tests`", RegexOptions.NonBacktracking)]
    private static partial Regex TestClass();
}
