using Microsoft.Playwright;

namespace ZorgId.Tests.Browser;

/// <summary>The registration form under a beheerder's hands.</summary>
internal static class RegistrationScreen
{
    public static Task OpenAsync(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Registreren" }).ClickAsync();

    public static ILocator Save(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Opslaan" });

    public static ILocator Cancel(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Annuleren" });

    public static async Task FillAsync(IPage page, string givenName, string familyName, string birthDate = "1-2-1991", string birthPlace = "Groningen")
    {
        await page.GetByLabel("Voornaam").FillAsync(givenName);
        await page.GetByLabel("Achternaam").FillAsync(familyName);
        await page.GetByLabel("Geboortedatum").FillAsync(birthDate);
        await page.GetByLabel("Geboorteplaats").FillAsync(birthPlace);
    }

    /// <summary>
    /// Waits until the list of organisations hears keys. MudBlazor asks for them once the server has drawn the list, so a key that is
    /// pressed before is lost to the list.
    /// </summary>
    public static Task WaitForListKeysAsync(IPage page) =>
        page.WaitForFunctionAsync("() => [...document.querySelectorAll('[role=dialog] *')].some(e => e.mudKeyInterceptor?._isConnected)");

    /// <summary>From the overview to the popup with the QR.</summary>
    public static async Task RegisterAsync(IPage page, string givenName, string familyName)
    {
        await OpenAsync(page);
        await FillAsync(page, givenName, familyName);
        await Save(page).ClickAsync();
        await page.Locator(".z-qr svg").WaitForAsync();
    }
}
