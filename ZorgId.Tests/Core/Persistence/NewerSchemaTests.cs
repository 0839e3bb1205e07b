using ZorgId.Core.Persistence;

namespace ZorgId.Tests.Core.Persistence;

/// <summary>What the names of unknown migrations tell an older program.</summary>
[Trait("Stores", "nothing")] // No database is asked.
public sealed class NewerSchemaTests
{
    private static readonly string[] Known = ["20261126052741_Initial"];

    [Theory]
    [InlineData("20990101000000_MailAddresses", true)]
    [InlineData("20990101000000_NoContract", true)]
    [InlineData("20990101000000_Contract", false)]
    [InlineData("20990101000000_ContractNames", false)]
    public void Check_MigrationThatIsNotKnown_RefusesTheOneThatTakesAway(string unknown, bool isExpanding)
    {
        Assert.Equal(isExpanding, NewerSchema.IsExpanding(unknown));
        var refused = Record.Exception(() => NewerSchema.Check([.. Known, unknown], Known, NewerSchema.IsExpanding));
        Assert.Equal(isExpanding, refused is null);
    }

    [Fact]
    public void Check_ContractThatIsKnown_IsNoMatter()
    {
        string[] migrations = [.. Known, "20990101000000_ContractNames"];

        NewerSchema.Check(migrations, migrations, canServeBeside: _ => false);
    }
}
