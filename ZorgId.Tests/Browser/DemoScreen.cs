using Microsoft.Playwright;
using ZorgId.Web.Demo;

namespace ZorgId.Tests.Browser;

/// <summary>The demo's page, as who follows its guide uses it.</summary>
internal sealed class DemoScreen(IPage page)
{
    public const string FitsDown = "() => document.documentElement.scrollHeight <= innerHeight";

    public IFrameLocator Portal => page.FrameLocator("iframe[name=portaal]");

    public PhoneScreen Phone1 => Phone(1);

    public PhoneScreen Phone2 => Phone(2);

    /// <summary>The steps that are ticked.</summary>
    public ILocator Done => page.Locator(".d-steps .d-done");

    private ILocator Current => page.Locator(".d-steps [aria-current=step]");

    /// <summary>What the guide itself offers to press.</summary>
    public ILocator Guide(string name) => Current.GetByRole(AriaRole.Link, new() { Name = name }).Or(Current.GetByRole(AriaRole.Button, new() { Name = name }));

    /// <summary>This step is the current one, all before it are ticked, and the screen where it is done stands out.</summary>
    public async Task ExpectAsync(int step, string says, string place)
    {
        await Assertions.Expect(page.Locator(".d-steps li").Nth(step - 1)).ToHaveAttributeAsync("aria-current", "step");
        await Assertions.Expect(Current).ToContainTextAsync(says);
        await Assertions.Expect(Current.Locator("p:visible")).ToHaveCountAsync(1);
        await Assertions.Expect(Done).ToHaveCountAsync(step - 1);
        await Assertions.Expect(page.Locator(".d-turn h2")).ToContainTextAsync(place);
        if (page.ViewportSize is { Width: >= 960 })
            Assert.True(await page.EvaluateAsync<bool>(FitsDown), $"Step {step} does not fit: {says}");
    }

    /// <summary>Steps 1 and 2.</summary>
    public async Task ActivateAsync()
    {
        // Behind another tab, a page draws once a second.
        await page.BringToFrontAsync();
        await Phone1.ChoosePinAsync();
        await Guide("Toon de QR-code van Anna").ClickAsync();
        await Portal.Locator(".z-qr svg").WaitForAsync();
        await Phone1.ScanAsync();
        await Phone1.AcceptAsync();
        await Phone1.Button("Klaar").ClickAsync();
    }

    /// <summary>Steps 1 to 3.</summary>
    public async Task ActivateAndLogInAsync()
    {
        await ActivateAsync();
        await OpenLoginAsync();
        await Phone1.ScanAsync();
        await Phone1.AcceptAsync();
        await EnterAsync();
    }

    public async Task OpenLoginAsync()
    {
        await Guide("Open het portaal").ClickAsync();
        await Portal.GetByText("Inloggen", new() { Exact = true }).ClickAsync();
        await Portal.GetByText("Log in met ZORG-ID Mobile App").ClickAsync();
        await Portal.Locator(".z-qr svg").WaitForAsync();
    }

    public Task EnterAsync() => Portal.GetByRole(AriaRole.Button, new() { Name = "Inloggen", Exact = true }).ClickAsync();

    /// <summary>Step 4, by clicks alone.</summary>
    public async Task RegisterExampleAsync()
    {
        await Portal.GetByRole(AriaRole.Button, new() { Name = "Registreren" }).ClickAsync();
        await Guide("Vul een voorbeeld in").ClickAsync();
        // The organisation comes last, once the portal has shown its list.
        await Assertions.Expect(Portal.GetByRole(AriaRole.Combobox, new() { Name = "Organisatie" })).ToHaveValueAsync(DemoPeople.Organisations[0].Name);
        await Portal.GetByRole(AriaRole.Button, new() { Name = "Opslaan" }).ClickAsync();
        await Portal.Locator(".z-qr svg").WaitForAsync();
    }

    public Task ResetAsync() => page.GetByRole(AriaRole.Button, new() { Name = "Opnieuw beginnen" }).ClickAsync();

    private PhoneScreen Phone(int number) => new(page.FrameLocator($"[data-place=phone-{number}] iframe"));
}
