using ZorgId.Tests.Support;

namespace ZorgId.Tests.Architecture;

/// <summary>The focus is moved in the browser (focus.js). The server would do it a round trip late.</summary>
public sealed class FocusCodeTests
{
    private static readonly string[] Late = ["FocusAsync(", "AutoFocus=", "ShowMessageBoxAsync("];

    [Fact]
    public void Components_NoneOfThem_MoveTheFocusFromTheServer()
    {
        var files = Source.Files("*.razor").Concat(Source.Files("*.cs")).Select(file => (Name: file, Code: File.ReadAllText(file)));

        Assert.Empty(files.SelectMany(file => Late.Where(call => file.Code.Contains(call, StringComparison.Ordinal)).Select(call => $"{file.Name}: {call}")));
    }
}
