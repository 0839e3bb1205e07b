namespace ZorgId.Tests.Cluster;

/// <summary>docs/operations.md, as an operator follows it.</summary>
internal static class OperationsPage
{
    private const string Fence = "```";

    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "operations.md"));

    /// <summary>What is to be typed, which stands within a sentence of the page.</summary>
    public static string Line(string typed)
    {
        Assert.Contains(Lines, l => l.Contains($"`{typed}`", StringComparison.Ordinal));
        return typed;
    }

    /// <summary>The one block that is written in this language.</summary>
    public static string Block(string language)
    {
        var begin = Array.IndexOf(Lines, Fence + language);
        Assert.True(begin >= 0 && Array.IndexOf(Lines, Fence + language, begin + 1) < 0, $"There is not one block of {language}.");
        return string.Join('\n', Lines.Skip(begin + 1).TakeWhile(l => l != Fence));
    }
}
