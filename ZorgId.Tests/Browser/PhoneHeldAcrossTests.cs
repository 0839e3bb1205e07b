namespace ZorgId.Tests.Browser;

/// <summary>A phone that is small, or held across: what must be pressed or compared is all there.</summary>
public sealed class PhoneHeldAcrossTests(SharedPhone shared) : IClassFixture<SharedPhone>
{
    private static readonly (int Width, int Height)[] Sizes = [(390, 844), (320, 568), (844, 390), (667, 375), (568, 320)];

    [Fact]
    public async Task KeypadAndConsent_OnAnyPhone_AreWhole()
    {
        await using var turn = await shared.TakeAsync();
        var phone = turn.Phone;
        await phone.Page.ReloadAsync();
        await phone.Screen.Heading("Voer uw PIN in").WaitForAsync();
        await AssertWholeAsync(phone, ".key", ".dots", ".pin .actions .button");
        await phone.Screen.TypePinAsync("99999");
        await phone.Page.GetByText("Deze PIN klopt niet.").WaitForAsync();
        await AssertWholeAsync(phone, ".key", ".pin-message");
        await phone.Screen.TypePinAsync();

        // A wrong PIN is a refused request to the console.
        phone.Window.Forgive("/mobile/v1/");
        await phone.ScanLoginAsync();
        await AssertWholeAsync(phone, ".session", ".digits", ".button.choice");
    }

    private static async Task AssertWholeAsync(PocketPhone phone, params string[] selectors)
    {
        foreach (var (width, height) in Sizes)
        {
            await phone.Window.ResizeAsync(width, height);
            await phone.AssertNothingIsOutOfSightAsync(selectors);
        }

        await phone.Window.ResizeAsync(390, 844);
    }
}
