using Bunit;
using ZorgId.Web.Portal.Shell;

namespace ZorgId.Tests.Components;

public sealed class SentenceTests
{
    [Theory]
    [InlineData("Kies *Scan* → *Scan QR*.", "Kies <b>Scan</b> → <b>Scan QR</b>.")]
    [InlineData("Log in met ZORG-ID Mobile App", "Log in met <span class=\"z-nowrap\">ZORG-ID</span> Mobile App")]
    [InlineData("*ZORG-ID* van {0}", "<b><span class=\"z-nowrap\">ZORG-ID</span></b> van A*B &amp; *C*")]
    [InlineData("", "")]
    public async Task Sentence_MarkedText_IsBoldWhereItIsMarkedAndNowhereElse(string text, string markup)
    {
        await using var context = new BunitContext();

        var sentence = context.Render<Sentence>(p => p.Add(s => s.Text, text).Add(s => s.Values, ["A*B & *C*"]));

        Assert.Equal(markup, sentence.Markup.Trim());
    }
}
