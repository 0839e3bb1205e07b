namespace ZorgId.Tests.Browser;

/// <summary>A registered phone for the tests of a class that leave it as it was, one after the other: to register costs more than most of them.</summary>
public sealed class SharedPhone(Chromium chromium) : IAsyncLifetime
{
    private PocketPhone? _phone;

    public PhoneBrowser Browser { get; } = new(chromium);

    public ValueTask InitializeAsync() => Browser.InitializeAsync();

    /// <summary>Unlocked and at its first screen, whatever the test before left on it.</summary>
    public async Task<Turn> TakeAsync()
    {
        if (_phone is null)
        {
            _phone = await PocketPhone.StartRegisteredAsync(Browser);
            return new(_phone);
        }

        Browser.BeginAnew();
        await _phone.GoToAsync($"{Browser.Portal.Origin}/app");
        await _phone.Screen.TypePinAsync();
        await _phone.Screen.Button("Scan QR").WaitForAsync();
        return new(_phone);
    }

    public async ValueTask DisposeAsync()
    {
        if (_phone is not null)
            await _phone.DisposeAsync();
        await Browser.DisposeAsync();
    }

    /// <summary>The phone in one test's hand, which puts it away: it would scan what is meant for the next one's.</summary>
    public sealed record Turn(PocketPhone Phone) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Phone.Page.UnrouteAllAsync();
            await Phone.GoToAsync("about:blank");
        }
    }
}
