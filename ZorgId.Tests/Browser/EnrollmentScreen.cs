using Microsoft.Playwright;

namespace ZorgId.Tests.Browser;

/// <summary>The popup with a new user's QR under a beheerder's hands.</summary>
internal static class EnrollmentScreen
{
    /// <summary>Closes it before anybody has scanned. By keys: a button that has just come under the pointer takes no press.</summary>
    public static async Task CloseUnscannedAsync(ILocator dialog)
    {
        await Button(dialog, "Sluiten").PressAsync("Enter");
        await Assertions.Expect(Button(dialog, "Terug")).ToBeFocusedAsync();
        await Button(dialog, "Toch sluiten").PressAsync("Enter");
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
    }

    public static Task CloseUnscannedAsync(IPage page) => CloseUnscannedAsync(page.GetByRole(AriaRole.Dialog));

    private static ILocator Button(ILocator dialog, string name) => dialog.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
