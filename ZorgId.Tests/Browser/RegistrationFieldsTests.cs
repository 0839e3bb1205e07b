using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Browser;

/// <summary>What stands in the registration form is what is saved, however it came there, and it is not left by accident.</summary>
public sealed class RegistrationFieldsTests(Chromium chromium)
{
    private const string Put = """
        ([id, text, isFocused]) => {
            const field = document.getElementById(id);
            if (isFocused) field.focus();
            else document.activeElement.blur();
            field.value = text;
            field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        }
        """;

    private const string ComposingEscape = """
        id => {
            const field = document.getElementById(id);
            field.focus();
            for (const what of [{ isComposing: true }, { keyCode: 229 }])
                field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true, ...what }));
        }
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fields_FilledByTools_AreSavedAsTheyStand()
    {
        await using var portal = await LivePortal.StartAsync();
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await using var window = await OpenFormAsync(registrar);
        var page = window.Page;
        await RegistrationScreen.FillAsync(page, "Oud", "Oud", "10 MAA/MAR 1965", "Oud");
        await page.GetByText("Gelezen als 10 maart 1965").WaitForAsync();
        await Assertions.Expect(page.GetByLabel("Geboortedatum")).ToHaveValueAsync("10-03-1965");

        // One message of this length would end the connection, and the old value would be saved.
        await page.EvaluateAsync(Put, new object[] { "achternaam", new string('é', 20_000), false });
        await page.EvaluateAsync(Put, new object[] { "geboorteplaats", new string('é', 20_000), true });
        await page.GetByLabel("Voornaam").FocusAsync();
        await Assertions.Expect(page.GetByText("Gebruik niet meer dan 200 tekens.")).ToHaveCountAsync(2);
        await page.EvaluateAsync(Put, new object[] { "voornaam", "Nienke", true });
        await page.EvaluateAsync(Put, new object[] { "achternaam", "Bakker", true });
        await page.EvaluateAsync(Put, new object[] { "geboorteplaats", "Groningen", true }); // and it is still the field with the focus
        await page.EvaluateAsync("() => document.querySelector('.z-form').requestSubmit()");

        await page.Locator(".z-qr svg").WaitForAsync();
        var person = (await portal.QueryAsync(db => db.Accounts.SingleAsync(a => a.RegisteredBy != null, Cancellation))).Person;
        Assert.Equal(("Nienke", "Bakker", "Groningen"), (person.GivenName, person.FamilyName, person.BirthPlace));
    }

    [Fact]
    public async Task Date_TypedOnBeforeTheServerAnswered_IsNotOverwritten()
    {
        await using var portal = await LivePortal.StartAsync();
        var line = new SlowLine();
        await using var window = await OpenFormAsync(await RegistrarBrowser.OpenAsync(portal), line);
        var (page, date) = (window.Page, window.Page.GetByLabel("Geboortedatum"));
        await date.FillAsync("9-3-1985");

        line.Hold();
        await date.PressAsync("Tab");
        await date.FillAsync("10-4-198");
        line.Release();

        await page.GetByText("Gelezen als 9 maart 1985").WaitForAsync();
        await Assertions.Expect(date).ToHaveValueAsync("10-4-198");
        await date.PressSequentiallyAsync("6");
        await date.PressAsync("Tab");
        await page.GetByText("Gelezen als 10 april 1986").WaitForAsync();
        await Assertions.Expect(date).ToHaveValueAsync("10-04-1986");
    }

    [Fact]
    public async Task Form_HalfFilled_AsksBeforeThePageGoesUnlessItMust()
    {
        await using var portal = await LivePortal.StartAsync();
        var registrar = await RegistrarBrowser.OpenAsync(portal);
        await using var window = await OpenFormAsync(registrar);
        var page = window.Page;
        var asked = new TaskCompletionSource<string>();
        page.Dialog += async (_, question) =>
        {
            await question.DismissAsync();
            asked.TrySetResult(question.Type);
        };

        await window.MarkAsync();
        await page.ReloadAsync(); // nothing stands in it
        await window.AssertReloadedAsync();
        Assert.False(asked.Task.IsCompleted);

        await RegistrarBrowser.GuardedAsync(page);
        await RegistrationScreen.OpenAsync(page);
        await page.GetByLabel("Achternaam").ClickAsync();
        await page.Keyboard.TypeAsync("Bak");
        await page.EvaluateAsync(ComposingEscape, "achternaam");
        await window.MarkAsync();
        await page.EvaluateAsync("() => { setTimeout(() => location.reload()); }");
        Assert.Equal("beforeunload", await asked.Task);
        await window.AssertSameAsync();
        await Assertions.Expect(page.GetByLabel("Achternaam")).ToHaveValueAsync("Bak");
        await Assertions.Expect(page.GetByText("Registratie afbreken?")).ToHaveCountAsync(0);

        asked = new();
        await registrar.RevokePhoneAsync();
        await page.WaitForURLAsync(url => url.Contains("melding=", StringComparison.Ordinal));
        Assert.False(asked.Task.IsCompleted);
    }

    private async Task<Window> OpenFormAsync(RegistrarBrowser registrar, SlowLine? line = null)
    {
        var window = await chromium.OpenAsync();
        if (line is not null)
            await line.StandBeforeAsync(window.Page);
        await registrar.LogInAsync(window.Page);
        await RegistrationScreen.OpenAsync(window.Page);
        await window.Page.Locator("[role=dialog] input:focus").WaitForAsync();
        return window;
    }

    /// <summary>The circuit's connection, on which the server's answers can be kept back.</summary>
    private sealed class SlowLine
    {
        private readonly Lock _lock = new();
        private readonly List<Action> _held = [];
        private bool _isHolding;

        public Task StandBeforeAsync(IPage page) => page.RouteWebSocketAsync("**/_blazor**", browser =>
        {
            var server = browser.ConnectToServer();
            server.OnMessage(answer => Pass(() =>
            {
                if (answer.Binary is { } octets)
                    browser.Send(octets);
                else
                    browser.Send(answer.Text!);
            }));
        });

        public void Hold()
        {
            lock (_lock)
                _isHolding = true;
        }

        public void Release()
        {
            lock (_lock)
            {
                _isHolding = false;
                _held.ForEach(send => send());
                _held.Clear();
            }
        }

        private void Pass(Action send)
        {
            lock (_lock)
            {
                if (_isHolding)
                    _held.Add(send);
                else
                    send();
            }
        }
    }
}
