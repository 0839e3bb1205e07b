namespace ZorgId.Tests.Core.Common;

[Trait("Stores", "nothing")]
public sealed class FoldedTextTests
{
    [Theory]
    [InlineData("Jansen", "jansen")]
    [InlineData("RENÉE", "renee")]
    [InlineData("Rene\u0301e", "renee")]
    [InlineData("Søren Łukasz Đorđe", "soren lukasz dorde")]
    [InlineData("Weiß", "weiss")]
    [InlineData("WEIẞ", "weiss")]
    [InlineData("Æsøp Œuvre", "aesop oeuvre")]
    [InlineData("Ðorsteinn Þór", "dorsteinn thor")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("Diyarbakır", "diyarbakir")]
    [InlineData("Ħamrun", "hamrun")]
    [InlineData("ĲSSELSTEIN", "ijsselstein")]
    [InlineData("Nguyễn", "nguyen")]
    [InlineData("van  der-Berg", "van der berg")]
    [InlineData("’s-Hertogenbosch", "s hertogenbosch")]
    [InlineData("'s-Hertogenbosch", "s hertogenbosch")]
    [InlineData("  x  ", "x")]
    [InlineData("ＪＡＮ", "jan")]
    [InlineData("𠮷田", "𠮷田")]
    [InlineData("Jan\u00ADsen", "jansen")]
    [InlineData("\uFEFFJan\u200Bsen\u200E", "jansen")]
    [InlineData("d\u02BCAngelo", "d angelo")]
    [InlineData("\u02BBOkina", "okina")]
    [InlineData("\u0149goma", "ngoma")]
    [InlineData("...", "")]
    [InlineData("", "")]
    public void Fold_Text_IsAsItIsCompared(string text, string folded)
    {
        Assert.Equal(folded, FoldedText.Fold(text));
        Assert.Equal(folded, FoldedText.Fold(folded));
    }

    [Fact]
    public void Fold_TurkishCulture_IsTheSame()
    {
        var before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new("tr-TR");
            Assert.Equal("indigo", FoldedText.Fold("INDIGO"));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }
}
