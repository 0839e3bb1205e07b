using Microsoft.Playwright;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Browser;

/// <summary>The phone app as its owner uses it: by the words on its buttons.</summary>
public sealed class PhoneScreen(IPage? page, IFrameLocator? frame)
{
    public const string Pin = "48151";

    private const string UntilEnabled = """
        button => new Promise(done => {
            const look = () => { if (!button.disabled) done(); };
            new MutationObserver(look).observe(button, { attributeFilter: ['disabled'] });
            look();
        })
        """;

    public PhoneScreen(IPage page)
        : this(page, null)
    {
    }

    public PhoneScreen(IFrameLocator frame)
        : this(null, frame)
    {
    }

    /// <summary>A PIN is tapped, key by key, where a keyboard would do the same in less time.</summary>
    public bool IsTapped { get; init; }

    /// <param name="pin">In place of <see cref="Pin"/>.</param>
    /// <param name="beforeLastDigit">Done between the last digit but one and the last, which ends the choice.</param>
    public async Task ChoosePinAsync(string pin = Pin, Func<Task>? beforeLastDigit = null)
    {
        await Heading("Kies een PIN").WaitForAsync();
        await TypePinAsync(pin);
        await Heading("Herhaal uw PIN").WaitForAsync();
        await TypePinAsync(pin[..^1]);
        await (beforeLastDigit?.Invoke() ?? Task.CompletedTask);
        await TypePinAsync(pin[^1..]);
    }

    public async Task TypePinAsync(string pin = Pin)
    {
        if (page is null || IsTapped)
        {
            foreach (var digit in pin)
                await Button(digit.ToString()).ClickAsync();
            return;
        }

        await Button(pin[..1]).WaitForAsync();
        await page.Keyboard.TypeAsync(pin);
    }

    public async Task ScanAsync() => await Button("Scan QR").ClickAsync();

    public async Task AcceptAsync()
    {
        await Heading("Sessie openen").WaitForAsync();
        // At once: what Playwright waits between two looks grows.
        await Button("Accepteren").EvaluateAsync(UntilEnabled).WaitAsync(TestTimeouts.Limit);
        await Button("Accepteren").ClickAsync();
    }

    public ILocator Heading(string name) => ByRole(AriaRole.Heading, name);

    public ILocator Button(string name) => ByRole(AriaRole.Button, name);

    /// <summary>What stands on the screen that is shown now.</summary>
    public ILocator Content => page?.Locator("main") ?? frame!.Locator("main");

    private ILocator ByRole(AriaRole role, string name) =>
        page?.GetByRole(role, new() { Name = name, Exact = true }) ?? frame!.GetByRole(role, new() { Name = name, Exact = true });
}
