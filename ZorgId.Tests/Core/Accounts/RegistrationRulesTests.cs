using ZorgId.Core.Accounts;

namespace ZorgId.Tests.Core.Accounts;

public sealed class RegistrationRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Fact]
    public void Check_EmptyForm_MissesEveryFieldInTheManualsOrder() =>
        Assert.Equal(
            Enum.GetValues<RegistrationField>().Select(field => new RegistrationError(field, RegistrationFault.Missing)),
            RegistrationRules.Check(new(null, null, " ", null, ""), Today));

    [Theory]
    [InlineData("é")]
    [InlineData("van der Berg")]
    [InlineData("'s-Hertogenbosch")]
    [InlineData("Koç-Visser")]
    [InlineData("Nguyễn")]
    public void CheckName_AsAWidHasIt_IsGood(string name) => Assert.Null(RegistrationRules.CheckName(name));

    [Theory]
    [InlineData("-")]
    [InlineData("a\u202Eb")]
    [InlineData("a\u0007")]
    public void CheckName_OfForeignSigns_IsNoName(string name) => Assert.Equal(RegistrationFault.NotAName, RegistrationRules.CheckName(name));

    [Theory]
    [InlineData(100, null)]
    [InlineData(101, RegistrationFault.TooLong)]
    public void CheckName_AtItsLength_IsMeasured(int length, RegistrationFault? fault) =>
        Assert.Equal(fault, RegistrationRules.CheckName(new string('a', length)));

    [Theory]
    [InlineData("2026-11-23", null)]
    [InlineData("2026-11-24", RegistrationFault.InFuture)]
    [InlineData("1905-11-24", null)]
    [InlineData("1905-11-23", RegistrationFault.TooOld)]
    [InlineData("1980-00-00", null)]
    public void CheckBirthDate_AtItsBounds_IsJudged(string date, RegistrationFault? fault) =>
        Assert.Equal(fault, RegistrationRules.CheckBirthDate(BirthDate.Parse(date), Today));

    [Fact]
    public void IdentityKey_TypedOtherwise_IsTheSame() =>
        Assert.Equal(
            new Person("Zoë", "Koç-Visser", BirthDate.Parse("1988-12-05"), "Enschede").IdentityKey,
            new Person("ZOE", "koc visser", BirthDate.Parse("1988-12-05"), " enschede").IdentityKey.Replace("| ", "|", StringComparison.Ordinal));
}
