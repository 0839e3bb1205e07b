using QRCoder;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Browser;
using ZorgId.Tests.Support;
using ZorgId.Web.CommandLine;

namespace ZorgId.Tests.Web.CommandLine;

/// <summary><c>administrator add</c> as a person at a terminal sees it, beside a server that the phone talks to.</summary>
public sealed class AdministratorTerminalTests
{
    private const string Unicode = "C.UTF-8";
    private const string Latin = "nl_NL.ISO-8859-1";

    private static readonly string[] Add =
    [
        "administrator", "add", "--given-name", "Els", "--family-name", "Smit", "--birth-date", "1980-02-01", "--birth-place", "Assen",
        "--organisation", "Praktijk Noord", "--ura", "01234567",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Add_OnATerminal_WaitsAndTellsTheDigitsAndTheEnd()
    {
        await using var portal = await LivePortal.StartAsync();
        using var terminal = Start(portal, Unicode);
        await terminal.ExpectAsync("Waiting for the phone.");
        Assert.Contains("For Els Smit, born on 01-02-1980 in Assen.\nAdministrator of Praktijk Noord (URA 01234567) in productie.\nOne phone can use this QR, once, for 10 minutes: until ", terminal.Screen, StringComparison.Ordinal);
        var (phone, qr) = (new TestPhone(), FindQr(terminal));

        var claimed = await phone.MustClaimAsync(Send(portal), qr);
        await terminal.ExpectAsync($"A phone has scanned the QR. It must show the digits {claimed["verificationCode"]!.GetValue<string>()}: accept only if it does.");
        await phone.MustAcceptAsync(Send(portal), qr, claimed);
        await terminal.ExpectAsync("Accepted: the phone (Pixel 9) is registered, and its owner can log in.");

        Assert.Equal(0, await terminal.EndAsync());
    }

    [Fact]
    public async Task Add_BrokenOff_SaysWhatBecomesOfTheQr()
    {
        await using var portal = await LivePortal.StartAsync();
        using var terminal = Start(portal, Unicode);
        await terminal.ExpectAsync("Waiting for the phone.");

        await terminal.InterruptAsync();
        await terminal.ExpectAsync("The waiting has stopped. The QR can still be used until ");

        Assert.Equal(EnrollmentWatch.Interrupted, await terminal.EndAsync());
        await new TestPhone().MustClaimAsync(Send(portal), FindQr(terminal));
    }

    [Fact]
    public async Task Add_OnALatinTerminal_PrintsAnAsciiQrOfTheSameText()
    {
        await using var portal = await LivePortal.StartAsync();
        using var terminal = Start(portal, Latin, "--no-wait");

        Assert.Equal(0, await terminal.EndAsync());

        Assert.All(terminal.Screen, sign => Assert.True(sign is '\n' or >= ' ' and <= '~', $"U+{(int)sign:X4}"));
        var text = FindQr(terminal).ToString();
        using var expected = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.L);
        var rows = terminal.Screen.Split('\n').Where(line => line.StartsWith("##", StringComparison.Ordinal)).ToList();
        Assert.Equal(expected.ModuleMatrix.Select(row => string.Concat(row.Cast<bool>().Select(isDark => isDark ? "  " : "##"))), rows);
        Assert.DoesNotContain("Waiting", terminal.Screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("nl_NL.UTF-8", true)]
    [InlineData("C.utf8", true)]
    [InlineData("nl_NL", false)]
    [InlineData("nl_NL@euro", false)]
    [InlineData("C", false)]
    public void Locale_OfATerminal_TellsWhetherItsTextIsUnicode(string? locale, bool isUnicode) => Assert.Equal(isUnicode, Terminal.IsUnicode(locale));

    [Fact]
    public void Locale_SeveralVariables_TheFirstThatIsSetCounts()
    {
        Dictionary<string, string?> variables = new(StringComparer.Ordinal) { ["LC_ALL"] = "", ["LC_CTYPE"] = "nl_NL", ["LANG"] = "nl_NL.UTF-8" };

        Assert.Equal("nl_NL", Terminal.FindLocale(variables.GetValueOrDefault));
    }

    [Fact]
    public void Explain_EachEnd_IsASentence() => Assert.All(
        Enum.GetValues<SessionState>().Where(state => state.HasEnded() && state != SessionState.Used),
        state => Assert.EndsWith(".", EnrollmentWatch.Explain(new(state, default, null, "Pixel 9", null, null, null)), StringComparison.Ordinal));

    private static PseudoTerminal Start(LivePortal portal, string locale, params string[] more) =>
        PseudoTerminal.Start(locale, [("Environments:productie:Origin", portal.Origin), .. portal.DatabaseSettings], [.. Add, .. more]);

    private static TestQr FindQr(PseudoTerminal terminal) =>
        TestQr.Parse(Assert.Single(terminal.Screen.Split('\n'), line => line.Contains("/app#", StringComparison.Ordinal)));

    private static Func<string, byte[], Task<HttpResponseMessage>> Send(LivePortal portal) => async (path, message) =>
    {
        using var client = new HttpClient();
        return await client.PostAsync(new Uri(portal.Origin + path), PortalServer.Message(message), Cancellation);
    };
}
