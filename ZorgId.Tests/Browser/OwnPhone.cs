using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Phones;

namespace ZorgId.Tests.Browser;

/// <summary>What an owner does in the app's settings, and what is left of it on both sides.</summary>
public static class OwnPhone
{
    /// <summary>The identities whose keys the phone holds.</summary>
    private const string Held = $"async () => (await (await {AppModules.Import}('phone/identities.js')).registeredIdentities()).map(identity => identity.environment)";

    public static async Task OpenSettingsAsync(this PocketPhone phone)
    {
        await phone.Screen.Button("Instellingen").ClickAsync();
        await phone.Screen.Heading("Instellingen").WaitForAsync();
    }

    /// <summary>Up to the last digit of the new PIN, which sends it.</summary>
    public static async Task ChangePinAsync(this PocketPhone phone, string pin, Func<Task>? beforeLastDigit = null)
    {
        await phone.OpenSettingsAsync();
        await phone.Screen.Button("PIN wijzigen").ClickAsync();
        await phone.Screen.TypePinAsync();
        await phone.Screen.ChoosePinAsync(pin, beforeLastDigit);
    }

    public static Task<string[]> HeldKeysAsync(this PocketPhone phone) => phone.Page.EvaluateAsync<string[]>(Held);

    public static Task<Phone> PhoneRowAsync(this PocketPhone phone) => phone.QueryAsync(db => phone.Phones(db).Include(p => p.Account).AsNoTracking().SingleAsync());
}
