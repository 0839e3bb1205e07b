using ZorgId.Core.Accounts;

namespace ZorgId.Tests.Core.Accounts;

[Trait("Stores", "nothing")]
public sealed class BirthDateTextTests
{
    [Theory]
    [InlineData("9-3-1985", "1985-03-09")]
    [InlineData("09-03-1985", "1985-03-09")]
    [InlineData("9/3/1985", "1985-03-09")]
    [InlineData("9.3.1985", "1985-03-09")]
    [InlineData("9 3 1985", "1985-03-09")]
    [InlineData(" 09 - 03 - 1985 ", "1985-03-09")]
    [InlineData("09031985", "1985-03-09")]
    [InlineData("1985-03-09", "1985-03-09")]
    [InlineData("9 mrt 1985", "1985-03-09")]
    [InlineData("9 mrt. 1985", "1985-03-09")]
    [InlineData("9 maart 1985", "1985-03-09")]
    [InlineData("9-maart-1985", "1985-03-09")]
    [InlineData("29-2-1964", "1964-02-29")]
    [InlineData("00-00-1985", "1985-00-00")]
    [InlineData("00-03-1985", "1985-03-00")]
    [InlineData("xx-xx-1985", "1985-00-00")]
    [InlineData("XX 03 1985", "1985-03-00")]
    [InlineData("-- -- 1985", "1985-00-00")]
    [InlineData("00001985", "1985-00-00")]
    [InlineData("10 MAA/MAR 1965", "1965-03-10")]
    [InlineData("01 MEI/MAY 1970", "1970-05-01")]
    [InlineData("01 MEI / MAY / MAI 1970", "1970-05-01")]
    [InlineData("14 JUL/JUIL 1979", "1979-07-14")]
    [InlineData("02 AOÛ/AUG 1979", "1979-08-02")]
    [InlineData("09.MÄR.1985", "1985-03-09")]
    [InlineData("09 MRZ 1985", "1985-03-09")]
    [InlineData("01 ENE/JAN 1990", "1990-01-01")]
    [InlineData("09 MAR 1985", "1985-03-09")]
    [InlineData("01 OCT 1970", "1970-10-01")]
    [InlineData("12 sept 1980", "1980-09-12")]
    [InlineData("12 Sept. 1980", "1980-09-12")]
    [InlineData("XX MRT 1980", "1980-03-00")]
    [InlineData("XX XXX 1980", "1980-00-00")]
    [InlineData("00/MRT/1980", "1980-03-00")]
    [InlineData("-- mrt 1980", "1980-03-00")]
    [InlineData("--/--/1980", "1980-00-00")]
    [InlineData("1980-XX-XX", "1980-00-00")]
    [InlineData("1980-03-XX", "1980-03-00")]
    [InlineData("09MAR1985", "1985-03-09")]
    [InlineData("March 9, 1985", "1985-03-09")]
    [InlineData("1985 MAR 09", "1985-03-09")]
    [InlineData("1985/03/09", "1985-03-09")]
    [InlineData("1985.03.09", "1985-03-09")]
    [InlineData("1985 3 9", "1985-03-09")]
    [InlineData("19850309", "1985-03-09")]
    [InlineData("20111985", "1985-11-20")]
    [InlineData("20101010", "2010-10-10")] // nobody was born in 1010
    [InlineData("9\u20133\u20131985", "1985-03-09")] // en dash
    [InlineData("9\u20113\u20111985", "1985-03-09")] // hyphen that does not break
    [InlineData("9\u22123\u22121985", "1985-03-09")] // minus
    [InlineData("9\u20143\u20141985", "1985-03-09")] // em dash
    [InlineData("9\u00A0maart\u00A01985", "1985-03-09")]
    [InlineData("\uFEFF9-3-\u200B1985\u200E", "1985-03-09")]
    [InlineData("\u20689-3-1985\u2069", "1985-03-09")]
    [InlineData("\t9-3-1985\r\n", "1985-03-09")]
    [InlineData("9-3-1985.", "1985-03-09")]
    [InlineData("29 FEB/FÉV 1964", "1964-02-29")]
    [InlineData("x-3-1980", "1980-03-00")]
    [InlineData("-- XXX 1980", "1980-00-00")]
    [InlineData("March 00, 1980", "1980-03-00")]
    public void TryParse_AsPeopleTypeIt_IsRead(string text, string date)
    {
        Assert.True(BirthDateText.TryParse(text, out var read));
        Assert.Equal(BirthDate.Parse(date), read);
    }

    [Fact]
    public void TryParse_MonthsOfTheLanguagesAround_AreReadInFullAndCutShort()
    {
        foreach (var language in (string[])["nl", "en", "fr", "de"])
        {
            var names = System.Globalization.CultureInfo.GetCultureInfo(language).DateTimeFormat;
            for (var month = 1; month <= 12; month++)
            {
                foreach (var name in (string[])[names.GetMonthName(month), names.GetAbbreviatedMonthName(month), names.GetAbbreviatedMonthName(month).TrimEnd('.')])
                {
                    foreach (var typed in (string[])[name, name.ToUpperInvariant()])
                    {
                        Assert.True(BirthDateText.TryParse($"9 {typed} 1985", out var read), typed);
                        Assert.Equal(new BirthDate(1985, month, 9), read);
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData(null, BirthDateFault.NotADate)]
    [InlineData("", BirthDateFault.NotADate)]
    [InlineData("gisteren", BirthDateFault.NotADate)]
    [InlineData("31-02-1985", BirthDateFault.NoSuchDate)]
    [InlineData("29-02-1985", BirthDateFault.NoSuchDate)]
    [InlineData("29 FEB 1985", BirthDateFault.NoSuchDate)]
    [InlineData("1985/02/29", BirthDateFault.NoSuchDate)]
    [InlineData("09-00-1985", BirthDateFault.NoSuchDate)] // a day of no month
    [InlineData("13-13-1985", BirthDateFault.NoSuchDate)]
    [InlineData("32 MRT 1985", BirthDateFault.NoSuchDate)]
    [InlineData("9-3-19855", BirthDateFault.NotADate)]
    [InlineData("9 jui 1985", BirthDateFault.NotADate)] // juin or juillet
    [InlineData("10 MAA/MAY 1965", BirthDateFault.TwoMonths)]
    [InlineData("10 MAA/FOO 1965", BirthDateFault.NotADate)]
    [InlineData("9 foo 1985", BirthDateFault.NotADate)]
    [InlineData("0-3-1980", BirthDateFault.NotADate)] // a slip of 10-3-1980
    [InlineData("10-0-1980", BirthDateFault.NotADate)]
    [InlineData("0-0-1980", BirthDateFault.NotADate)]
    [InlineData("0 mrt 1980", BirthDateFault.NotADate)]
    [InlineData("March 0, 1980", BirthDateFault.NotADate)]
    [InlineData("1980-3-0", BirthDateFault.NotADate)]
    [InlineData("- 3 1980", BirthDateFault.NotADate)]
    [InlineData("-/-/1980", BirthDateFault.NotADate)]
    [InlineData("- mrt 1980", BirthDateFault.NotADate)]
    [InlineData("3/9/0000", BirthDateFault.NoYear)]
    [InlineData("00-00-0000", BirthDateFault.NoYear)]
    [InlineData("00000000", BirthDateFault.NoYear)]
    [InlineData("XX-XX-XXXX", BirthDateFault.NoYear)]
    [InlineData("-- -- ----", BirthDateFault.NoYear)]
    [InlineData("-", BirthDateFault.NoYear)]
    [InlineData("9-3", BirthDateFault.NoYear)]
    [InlineData("9 maart", BirthDateFault.NoYear)]
    [InlineData("1985", BirthDateFault.NoDay)]
    [InlineData("03-1985", BirthDateFault.NoDay)]
    [InlineData("mrt 1985", BirthDateFault.NoDay)]
    [InlineData("9-3-85", BirthDateFault.ShortYear)]
    [InlineData("9-3-'85", BirthDateFault.ShortYear)]
    [InlineData("85/03/09", BirthDateFault.ShortYear)]
    [InlineData("9 MRT 85", BirthDateFault.ShortYear)]
    [InlineData("850309", BirthDateFault.SixDigits)]
    [InlineData("٩-٣-١٩٨٥", BirthDateFault.OtherDigits)]
    [InlineData("２-2-1990", BirthDateFault.OtherDigits)] // a wide digit, as some keyboards have it
    public void TryRead_NoDate_TellsWhy(string? text, BirthDateFault fault)
    {
        Assert.False(BirthDateText.TryRead(text, out _, out var found));
        Assert.Equal(fault, found);
    }

    [Fact]
    public void TryRead_TooLongForADate_IsNone()
    {
        Assert.False(BirthDateText.TryRead(new string('-', 20_000), out _, out var found));
        Assert.Equal(BirthDateFault.NotADate, found);
    }

    [Theory]
    [InlineData("1980", "1980-00-00", "1980-12-31")]
    [InlineData("02-1980", "1980-02-00", "1980-02-29")]
    [InlineData("2/1980", "1980-02-00", "1980-02-29")]
    [InlineData("1980-02", "1980-02-00", "1980-02-29")]
    [InlineData("feb 1980", "1980-02-00", "1980-02-29", "feb")]
    [InlineData("1980 Mei/May", "1980-05-00", "1980-05-31", "mei/may")]
    [InlineData("XX-1980", "1980-00-00", "1980-12-31")]
    public void TryParsePeriod_YearOrMonth_IsAllOfIt(string text, string first, string last, string monthName = "")
    {
        Assert.True(BirthDateText.TryParsePeriod(text, out var from, out var to, out var letters));
        Assert.Equal((BirthDate.Parse(first), BirthDate.Parse(last), monthName), (from, to, letters));
    }

    [Theory]
    [InlineData("13-1980")]
    [InlineData("0-1980")]
    [InlineData("198")]
    [InlineData("9999")]
    [InlineData("foo 1980")]
    [InlineData("jansen")]
    public void TryParsePeriod_Other_IsNone(string text) => Assert.False(BirthDateText.TryParsePeriod(text, out _, out _, out _));
}
