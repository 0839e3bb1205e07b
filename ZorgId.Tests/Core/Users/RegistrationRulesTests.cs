using ZorgId.Core.Accounts;
using ZorgId.Core.Users;

namespace ZorgId.Tests.Core.Users;

[Trait("Stores", "nothing")]
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

        Assert.Equal([new(field, RegistrationFault.ForeignSign, "?")], RegistrationRules.Check(form, Today));
    }

    [Theory]
    [InlineData("Jansen")]
    [InlineData("van der Berg")]
    [InlineData("'t Hart")]
    [InlineData("’s-Hertogenbosch")]
    [InlineData("D'Angelo")]
    [InlineData("D\u02BCAngelo")]
    [InlineData("D`Angelo")]
    [InlineData("Jansen-de Wit")]
    [InlineData("Jansen\u2013de Wit")]
    [InlineData("Renée")]
    [InlineData("Søren")]
    [InlineData("Łukasz")]
    [InlineData("Şahin")]
    [InlineData("Nguyễn")]
    [InlineData("Gal\u00B7la")]
    [InlineData("M.J.")]
    [InlineData("VAN DER BERG")]
    [InlineData("Å")]
    [InlineData("X")]
    [InlineData("Əliyev")]
    [InlineData("Əlizadə")]
    [InlineData("Ɛkow")]
    [InlineData("m\u0323\u0301")] // two marks that cannot be composed
    [InlineData("  spaces  around  ")]
    [InlineData("\tJansen\r\n")]
    [InlineData("Jan\u00ADsen")] // soft hyphen
    [InlineData("Jan\u200Bsen")] // space of no width
    [InlineData("\uFEFFJansen")]
    [InlineData("Jan\u200Fsen\u200E")] // direction marks
    [InlineData("Jan\u200Csen")]
    [InlineData("\u2068Jansen\u2069")]
    public void CheckText_AsAWidHasIt_IsGood(string name) => Assert.Null(Fault(name));

    [Theory]
    [InlineData("6 Oktober")]
    [InlineData("St. Louis (MO)")]
    [InlineData("Baarle-Nassau/Baarle-Hertog")]
    [InlineData("Washington, D.C.")]
    [InlineData("'s-Hertogenbosch")]
    public void CheckText_Place_MayHoldDigitsAndBrackets(string place) => Assert.Null(Fault(place, RegistrationField.BirthPlace));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\u00A0\u2003")]
    [InlineData("\u200B\u00AD")]
    public void CheckText_Nothing_IsMissing(string? name) => Assert.Equal((RegistrationFault.Missing, null), Fault(name));

    [Theory]
    [InlineData("-")]
    [InlineData("...")]
    [InlineData("'")]
    [InlineData("\u0301")]
    public void CheckText_NoLetter_IsNotAName(string name) => Assert.Equal((RegistrationFault.NotAName, null), Fault(name));

    [Theory]
    [InlineData("12345", RegistrationField.BirthPlace)]
    [InlineData("-", RegistrationField.BirthPlace)]
    public void CheckText_PlaceWithoutLetter_IsNotAName(string place, RegistrationField field) => Assert.Equal((RegistrationFault.NotAName, null), Fault(place, field));

    [Theory]
    [InlineData("JANSEN<<ANNA", "<")]
    [InlineData("Jan>", ">")]
    [InlineData("Jan/Piet", "/")]
    [InlineData("jan@example", "@")]
    [InlineData("Jan#", "#")]
    [InlineData("Jan (Piet)", "(")]
    [InlineData("Jansen2", "2")]
    [InlineData("12345", "1")]
    [InlineData("½", "½")]
    [InlineData("Anna 😀", "😀")]
    [InlineData("\"Jan\"", "\"")]
    [InlineData("\u0410nna", "\u0410")] // Cyrillic A
    [InlineData("J\u0430n", "\u0430")]
    [InlineData("\u0391nna", "\u0391")] // Greek Alpha
    [InlineData("\uA7B4akker", "\uA7B4")] // Latin Beta, as B
    [InlineData("\u2C6Dnna", "\u2C6D")] // Latin Alpha, as a
    [InlineData("J\uAB35n", "\uAB35")] // a letter for phonetics
    [InlineData("李", "李")]
    [InlineData("𠮷田", "𠮷")]
    [InlineData("محمد", "م")]
    [InlineData("\uFF21nna", "\uFF21")] // wide A
    [InlineData("\uD835\uDC00nna", "\uD835\uDC00")] // mathematical A
    [InlineData("\u0251nna", "\u0251")] // phonetic alpha
    [InlineData("\u01C3Kung", "\u01C3")] // a click
    [InlineData("Jx\u0323\u0324\u0325n", "U+0325")] // a third mark
    [InlineData("Ja\u0483n", "U+0483")] // a mark of another script
    [InlineData("Jan\tsen", "U+0009")]
    [InlineData("Jan\nsen", "U+000A")]
    [InlineData("Jan\0sen", "U+0000")]
    [InlineData("Jan\u007Fsen", "U+007F")]
    [InlineData("\u202EnesnaJ", "U+202E")] // bidi override: it would be stored otherwise than it was seen
    [InlineData("Jan\u2066sen", "U+2066")] // bidi isolate
    [InlineData("Jan\uE000sen", "U+E000")] // private use
    [InlineData("Jan\uFFFDsen", "U+FFFD")]
    [InlineData("Jan\uFFFFsen", "U+FFFF")]
    public void CheckText_SignThatNoNameHas_IsNamed(string name, string sign) => Assert.Equal((RegistrationFault.ForeignSign, sign), Fault(name));

    [Theory]
    [InlineData("<")]
    [InlineData("@")]
    [InlineData("#")]
    public void CheckText_SignThatNoPlaceHas_IsNamed(string sign) => Assert.Equal((RegistrationFault.ForeignSign, sign), Fault($"Assen{sign}", RegistrationField.BirthPlace));

    [Fact]
    public void CheckText_HalfASurrogatePair_IsNamed()
    {
        Assert.Equal((RegistrationFault.ForeignSign, "U+FFFD"), Fault("Jan" + '\ud800'));
        Assert.Equal((RegistrationFault.ForeignSign, "U+FFFD"), Fault('\udc00' + "Jan"));
    }

    [Theory]
    [InlineData("é")]
    [InlineData("e\u0301")]
    [InlineData("e\u0323\u0308")] // one character to its reader, and two that cannot be composed
    public void CheckText_TwoHundredAsTheReaderCountsThem_IsTheMost(string letter)
    {
        Assert.Null(Fault($"  {Repeat(letter, Person.NameLength)}  "));
        Assert.Equal((RegistrationFault.TooLong, null), Fault(Repeat(letter, Person.NameLength + 1)));
    }

    [Fact]
    public void CheckText_ManyMarksOnOneLetter_IsRefused() => Assert.Equal((RegistrationFault.ForeignSign, "U+0323"), Fault("x" + Repeat("\u0323", Person.StoredLength)));

    [Fact]
    public void CheckText_TextThatAFieldHasCut_IsStillTooLong() =>
        Assert.Equal((RegistrationFault.TooLong, null), Fault(Repeat("x", 20_000)[..Person.TypedLength]));

    [Theory]
    [InlineData("2012-11-23", null)] // 14 today
    [InlineData("2012-11-24", RegistrationFault.TooYoung)] // tomorrow
    [InlineData("2012-11-00", null)] // may be 14
    [InlineData("2012-12-00", RegistrationFault.TooYoung)]
    [InlineData("2012-00-00", null)]
    [InlineData("2013-00-00", RegistrationFault.TooYoung)]
    [InlineData("2026-11-23", RegistrationFault.TooYoung)]
    [InlineData("2026-11-24", RegistrationFault.InFuture)]
    [InlineData("2026-12-00", RegistrationFault.InFuture)]
    [InlineData("2026-11-00", RegistrationFault.TooYoung)]
    [InlineData("2026-00-00", RegistrationFault.TooYoung)]
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
    public void CheckBirthDate_LeapDay_IsFourteenOnTheFirstOfMarch()
    {
        var date = new BirthDate(2012, 2, 29);

        Assert.Equal(RegistrationFault.TooYoung, RegistrationRules.CheckBirthDate(date, new DateOnly(2026, 2, 28)));
        Assert.Null(RegistrationRules.CheckBirthDate(date, new DateOnly(2026, 3, 1)));
    }

    [Theory]
    [InlineData("2010-11-23", false)] // 16 today
    [InlineData("2010-11-24", true)]
    [InlineData("2010-00-00", true)] // may be 15
    [InlineData("2009-00-00", false)]
    [InlineData("1935-11-24", false)] // 90 still
    [InlineData("1935-11-23", true)]
    [InlineData("1935-11-00", true)]
    [InlineData("1936-00-00", false)]
    public void Check_UnusualAge_IsAskedAboutOnce(string date, bool isAsked)
    {
        var form = Good with { BirthDate = BirthDate.Parse(date) };

        RegistrationError[] asked = [new(RegistrationField.BirthDate, RegistrationFault.Unusual)];
        Assert.Equal(isAsked ? asked : [], RegistrationRules.Check(form, Today));
        Assert.Empty(RegistrationRules.Check(form with { IsBirthDateConfirmed = true }, Today));
        // Not while something is wrong, which is told first.
        Assert.Equal([RegistrationFault.Missing], RegistrationRules.Check(form with { FamilyName = "" }, Today).Select(e => e.Fault));
    }

    [Fact]
    public void ToPerson_UntidyForm_IsTidied()
    {
        var person = RegistrationRules.ToPerson(Good with { GivenName = "\u2068 Rene\u0301e\u200E\t", FamilyName = "van  der\u00A0Berg\u2013\u00ADBos" });

        Assert.Equal(new Person("Renée", "van der Berg-Bos", new BirthDate(1990, 5, 17), "Utrecht"), person);
    }

    private static (RegistrationFault Fault, string? Sign)? Fault(string? text, RegistrationField field = RegistrationField.FamilyName) =>
        RegistrationRules.CheckText(field, text) is { } error ? (error.Fault, error.Sign) : null;

    private static string Repeat(string letter, int times) => string.Concat(Enumerable.Repeat(letter, times));
}
