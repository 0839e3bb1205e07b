using ZorgId.Core.Accounts;
using ZorgId.Web.Portal.Registration;

namespace ZorgId.Tests.Web.Portal;

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
    public void TryParse_AsPeopleTypeIt_IsRead(string text, string date)
    {
        Assert.True(BirthDateText.TryParse(text, out var read));
        Assert.Equal(BirthDate.Parse(date), read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("9-3-85")]
    [InlineData("1985")]
    [InlineData("31-02-1985")]
    [InlineData("29-02-1985")]
    [InlineData("09-00-1985")] // a day of no month
    [InlineData("13-13-1985")]
    [InlineData("3/9/0000")]
    [InlineData("9-3-19855")]
    [InlineData("gisteren")]
    [InlineData("٩-٣-١٩٨٥")]
    [InlineData("２-2-1990")] // a wide digit, as some keyboards have it
    public void TryParse_NoDateOrTwoPeoples_IsNotRead(string? text) => Assert.False(BirthDateText.TryParse(text, out _));
}
