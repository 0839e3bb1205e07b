using Bunit;
using ZorgId.Web.Portal.QrDialog;

namespace ZorgId.Tests.Components;

public sealed class CountdownTests
{
    [Theory]
    [InlineData(59 * 60 + 59, "Nog 59:59")]
    [InlineData(60 * 60, "Nog 1:00:00")]
    [InlineData(26 * 60 * 60 + 5, "Nog 26:00:05")]
    public async Task Countdown_OfAnHourAndMore_TellsTheHours(int seconds, string shown)
    {
        await using var context = new BunitContext();

        Assert.Equal(shown, context.Render<Countdown>(p => p.Add(c => c.Left, TimeSpan.FromSeconds(seconds))).Find(".z-countdown").TextContent);
    }

    [Theory]
    [InlineData(600)]
    [InlineData(120)]
    public async Task Countdown_SecondBySecond_SpeaksAtMostEveryTenSecondsAndBeforeItsEnd(int seconds)
    {
        await using var context = new BunitContext();
        var countdown = context.Render<Countdown>(p => p.Add(c => c.Left, TimeSpan.FromSeconds(seconds)));
        var spoken = new List<(int Left, string Words)> { (seconds, countdown.Find("[role=status]").TextContent) };

        for (var left = seconds - 1; left >= 0; left--)
        {
            countdown.Render(p => p.Add(c => c.Left, TimeSpan.FromSeconds(left)));
            if (countdown.Find("[role=status]").TextContent is var words && words != spoken[^1].Words)
                spoken.Add((left, words));
        }

        Assert.All(spoken.Zip(spoken.Skip(1)), pair => Assert.InRange(pair.First.Left - pair.Second.Left, 10, int.MaxValue));
        Assert.Equal((10, "Nog 10 seconden"), spoken[^1]);
        Assert.Equal($"Nog {seconds / 60} minuten", spoken[0].Words);
        Assert.Equal("true", countdown.Find(".z-countdown").GetAttribute("aria-hidden"));
    }
}
