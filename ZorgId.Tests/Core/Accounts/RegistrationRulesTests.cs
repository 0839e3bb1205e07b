using ZorgId.Core;
using ZorgId.Core.Accounts;

namespace ZorgId.Tests.Core.Accounts;

public sealed class RegistrationRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    private static readonly RegistrationForm Good = new(
        new OrganisationId(Guid.CreateVersion7(DateTimeOffset.UnixEpoch)), "Anna", "van der Berg", new BirthDate(1990, 5, 17), "Utrecht");

    [Fact]
    public void Check_GoodForm_HasNoFaults() => Assert.Empty(RegistrationRules.Check(Good, Today));

    [Fact]
    public void Check_EmptyForm_MissesEachFieldInOrder() => Assert.Equal(
        [
            new(RegistrationField.Organisation, RegistrationFault.Missing),
            new(RegistrationField.GivenName, RegistrationFault.Missing),
            new(RegistrationField.FamilyName, RegistrationFault.Missing),
            new(RegistrationField.BirthDate, RegistrationFault.Missing),
            new(RegistrationField.BirthPlace, RegistrationFault.Missing),
        ],
        RegistrationRules.Check(new(null, null, null, null, null), Today));

    [Theory]
    [InlineData(RegistrationField.GivenName)]
    [InlineData(RegistrationField.FamilyName)]
    [InlineData(RegistrationField.BirthPlace)]
    public void Check_FaultyText_StandsAtItsField(RegistrationField field)
    {
        var form = field switch
        {
            RegistrationField.GivenName => Good with { GivenName = "?" },
            RegistrationField.FamilyName => Good with { FamilyName = "?" },
            _ => Good with { BirthPlace = "?" },
        };

        Assert.Equal([new(field, RegistrationFault.NotAName)], RegistrationRules.Check(form, Today));
    }

    [Theory]
    [InlineData("Jansen")]
    [InlineData("van der Berg")]
    [InlineData("'t Hart")]
    [InlineData("’s-Hertogenbosch")]
    [InlineData("D'Angelo")]
    [InlineData("Jansen-de Wit")]
    [InlineData("Renée")]
    [InlineData("Søren")]
    [InlineData("Łukasz")]
    [InlineData("Şahin")]
    [InlineData("Nguyễn")]
    [InlineData("M.J.")]
    [InlineData("St. Louis (MO)")]
    [InlineData("6 Oktober")]
    [InlineData("Å")]
    [InlineData("X")]
    [InlineData("李")]
    [InlineData("𠮷田")]
    [InlineData("  spaces  around  ")]
    public void CheckName_AsAWidHasIt_IsGood(string name) => Assert.Null(RegistrationRules.CheckName(name));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\u00A0\u2003")]
    public void CheckName_Nothing_IsMissing(string? name) => Assert.Equal(RegistrationFault.Missing, RegistrationRules.CheckName(name));

    [Theory]
    [InlineData("-")]
    [InlineData("...")]
    [InlineData("'")]
    [InlineData("12345")]
    [InlineData("½")]
    [InlineData("😀")]
    [InlineData("\u0301")]
    public void CheckName_NoLetter_IsNotAName(string name) => Assert.Equal(RegistrationFault.NotAName, RegistrationRules.CheckName(name));

    [Theory]
    [InlineData("Jan\tsen")]
    [InlineData("Jan\nsen")]
    [InlineData("Jan\0sen")]
    [InlineData("Jan\u007Fsen")]
    [InlineData("\u202EnesnaJ")] // bidi override
    [InlineData("Jan\u2066sen")] // bidi isolate
    [InlineData("Jan\u200Fsen")] // bidi mark
    [InlineData("Jan\u200Bsen")] // space of no width
    [InlineData("Jan\u00ADsen")] // soft hyphen
    [InlineData("\uFEFFJansen")]
    [InlineData("Jan\uE000sen")] // private use
    [InlineData("Jan\uFFFDsen")]
    [InlineData("Jan\uFFFFsen")]
    public void CheckName_SignThatNoWidHas_IsNotAName(string name) => Assert.Equal(RegistrationFault.NotAName, RegistrationRules.CheckName(name));

    [Fact]
    public void CheckName_HalfASurrogatePair_IsNotAName()
    {
        Assert.Equal(RegistrationFault.NotAName, RegistrationRules.CheckName("Jan" + '\ud800'));
        Assert.Equal(RegistrationFault.NotAName, RegistrationRules.CheckName('\udc00' + "Jan"));
    }

    [Fact]
    public void CheckName_AHundred_IsTheMost()
    {
        Assert.Null(RegistrationRules.CheckName(new string('é', Person.NameLength)));
        Assert.Equal(RegistrationFault.TooLong, RegistrationRules.CheckName(new string('é', Person.NameLength + 1)));
    }

    [Fact]
    public void CheckName_AHundredOnceTidied_IsGood() =>
        Assert.Null(RegistrationRules.CheckName($"  {string.Concat(Enumerable.Repeat("e\u0301", Person.NameLength))}  "));

    [Theory]
    [InlineData("2026-11-23", null)]
    [InlineData("2026-11-24", RegistrationFault.InFuture)]
    [InlineData("2026-12-00", RegistrationFault.InFuture)]
    [InlineData("2026-11-00", null)]
    [InlineData("2026-00-00", null)]
    [InlineData("2027-00-00", RegistrationFault.InFuture)]
    [InlineData("1905-11-24", null)] // 120 still, for one day
    [InlineData("1905-11-23", RegistrationFault.TooOld)]
    [InlineData("1906-00-00", null)]
    [InlineData("1905-11-00", null)] // may have been born on the 30th
    [InlineData("1905-00-00", null)] // may have been born in December
    [InlineData("1905-10-00", RegistrationFault.TooOld)]
    [InlineData("1904-00-00", RegistrationFault.TooOld)]
    [InlineData("0001-01-01", RegistrationFault.TooOld)]
    public void CheckBirthDate_Date_IsGoodWhereItCanBe(string date, RegistrationFault? fault) =>
        Assert.Equal(fault, RegistrationRules.CheckBirthDate(BirthDate.Parse(date), Today));

    [Fact]
    public void CheckBirthDate_LeapDay_IsADay() => Assert.Null(RegistrationRules.CheckBirthDate(new BirthDate(2024, 2, 29), new DateOnly(2024, 2, 29)));

    [Fact]
    public void ToPerson_UntidyForm_IsTidied()
    {
        var person = RegistrationRules.ToPerson(Good with { GivenName = " Rene\u0301e ", FamilyName = "van  der\u00A0Berg" });

        Assert.Equal(new Person("Renée", "van der Berg", new BirthDate(1990, 5, 17), "Utrecht"), person);
    }
}
