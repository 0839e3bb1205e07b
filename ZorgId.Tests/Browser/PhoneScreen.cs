using Microsoft.Playwright;

namespace ZorgId.Tests.Browser;

/// <summary>The phone app as its owner uses it: by the words on its buttons.</summary>
public sealed class PhoneScreen(IPage? page, IFrameLocator? frame)
{
    public const string Pin = "48151";

    public PhoneScreen(IPage page)
        : this(page, null)
    {
    }

    public PhoneScreen(IFrameLocator frame)
        : this(null, frame)
    {
    }

    public async Task ChoosePinAsync()
    {
        await Heading("Kies een PIN").WaitForAsync();
        await TypePinAsync();
        await Heading("Herhaal uw PIN").WaitForAsync();
        await TypePinAsync();
    }

    public async Task TypePinAsync()
    {
        foreach (var digit in Pin)
            await Button(digit.ToString()).ClickAsync();
    }

    public async Task ScanAsync() => await Button("Scan QR").ClickAsync();

    public async Task AcceptAsync()
    {
        await Heading("Sessie openen").WaitForAsync();
        await Button("Accepteren").ClickAsync();
    }

    public ILocator Heading(string name) => ByRole(AriaRole.Heading, name);

    public ILocator Button(string name) => ByRole(AriaRole.Button, name);

    private ILocator ByRole(AriaRole role, string name) =>
        page?.GetByRole(role, new() { Name = name, Exact = true }) ?? frame!.GetByRole(role, new() { Name = name, Exact = true });
}
