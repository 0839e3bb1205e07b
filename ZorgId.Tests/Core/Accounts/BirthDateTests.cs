using ZorgId.Core.Accounts;

namespace ZorgId.Tests.Core.Accounts;

[Trait("Stores", "nothing")]
public sealed class BirthDateTests
{
    [Theory]
    [InlineData("1980-04-30", 1980, 4, 30)]
    [InlineData("1980-04-00", 1980, 4, 0)]
    [InlineData("1980-00-00", 1980, 0, 0)]
    [InlineData("2000-02-29", 2000, 2, 29)]
    [InlineData("0001-01-01", 1, 1, 1)]
    public void TryParse_Date_IsItAndBack(string text, int year, int month, int day)
    {
        Assert.True(BirthDate.TryParse(text, out var date));
        Assert.Equal(new BirthDate(year, month, day), date);
        Assert.Equal(text, date.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1980-4-30")]
    [InlineData("1980-04-31")]
    [InlineData("1900-02-29")]
    [InlineData("1980-13-01")]
    [InlineData("1980-00-01")]
    [InlineData("0000-01-01")]
    [InlineData("1980/04/30")]
    [InlineData("30-04-1980")]
    [InlineData("+980-04-30")]
    [InlineData("1980-04- 1")]
    [InlineData("1980-04-30 ")]
    [InlineData("١٩٨٠-04-30")]
    public void TryParse_NoDate_IsFalse(string? text) => Assert.False(BirthDate.TryParse(text, out _));

    [Theory]
    [InlineData(1980, 4, 31)]
    [InlineData(1980, 0, 1)]
    [InlineData(1980, 13, 0)]
    [InlineData(1980, 4, -1)]
    [InlineData(10000, 1, 1)]
    [InlineData(0, 0, 0)]
    public void Construction_NoSuchDate_Throws(int year, int month, int day) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BirthDate(year, month, day));

    [Theory]
    [InlineData("1980-04-30", "1980-04-30", "1980-04-30")]
    [InlineData("1980-02-00", "1980-02-01", "1980-02-29")]
    [InlineData("1980-00-00", "1980-01-01", "1980-12-31")]
    public void EarliestAndLatest_Partial_AreTheDaysItCanBe(string text, string earliest, string latest)
    {
        var date = BirthDate.Parse(text);

        Assert.Equal((BirthDate.Parse(earliest), BirthDate.Parse(latest)), (BirthDate.From(date.Earliest), BirthDate.From(date.Latest)));
    }

    [Fact]
    public void From_Day_IsThatDay() => Assert.Equal(new BirthDate(1980, 4, 30), BirthDate.From(new DateOnly(1980, 4, 30)));
}
