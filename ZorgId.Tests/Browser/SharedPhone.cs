namespace ZorgId.Tests.Browser;

/// <summary>A registered phone for the tests of a class that leave it as it was, one after the other: to register costs more than most of them.</summary>
public sealed class SharedPhone(Chromium chromium) : IAsyncLifetime
{
    private PocketPhone? _phone;

    public PhoneBrowser Browser { get; } = new(chromium);

    public ValueTask InitializeAsync() => Browser.InitializeAsync();

    /// <summary>Unlocked and at its first screen, whatever the test before left on it.</summary>
    public async Task<PocketPhone> TakeAsync()
    {
        if (_phone is null)
            return _phone = await PocketPhone.StartRegisteredAsync(Browser);
        Browser.BeginAnew();
        await _phone.Page.UnrouteAllAsync();
        await _phone.GoToAsync($"{Browser.Portal.Origin}/app");
        await _phone.Screen.TypePinAsync();
        await _phone.Screen.Button("Scan QR").WaitForAsync();
        return _phone;
    }

    public async ValueTask DisposeAsync()
    {
        if (_phone is not null)
            await _phone.DisposeAsync();
        await Browser.DisposeAsync();
    }
}
