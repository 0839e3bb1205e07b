using ZorgId.Tests.Support;

namespace ZorgId.Tests.Architecture;

/// <summary>Two files of the product stand side by side on a screen.</summary>
[Trait("Stores", "nothing")]
public sealed class LineLengthTests
{
    private const int Longest = 140;

    // SQL that PostgreSQL's catalogue is asked is a table: each column stands on its line.
    private static readonly string[] Tables = ["PostgreSqlCatalogue.cs", "PostgreSqlTriggers.cs"];

    [Fact]
    public void Lines_OfTheProduct_HaveAtMost140Characters() => Assert.Empty(
        from folder in (string[])[Source.Core, Source.Web]
        from file in Source.FilesIn(folder, "*.cs").Concat(Source.FilesIn(folder, "*.razor"))
        where !file.Contains("/Migrations/", StringComparison.Ordinal) && !Tables.Contains(Path.GetFileName(file), StringComparer.Ordinal)
        from line in File.ReadLines(file).Select((text, index) => (Text: text, Number: index + 1))
        where line.Text.Length > Longest
        select $"{file}:{line.Number}");
}
