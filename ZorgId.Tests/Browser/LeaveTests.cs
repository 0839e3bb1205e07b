using Microsoft.Playwright;
using ZorgId.Core.Accounts;
using ZorgId.Core.Phones;

namespace ZorgId.Tests.Browser;

/// <summary>A phone that its owner signs off: its key dies at the portal first, and then on the phone.</summary>
public sealed class LeaveTests(PhoneBrowser browser) : IClassFixture<PhoneBrowser>
{
    private const string Messages = "/mobile/v1/identity";

    [Fact]
    public async Task Leave_ConfirmedWithThePin_EndsTheRegistrationOnBothSides()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        await phone.OpenSettingsAsync();
        await phone.Screen.Button("Deze telefoon afmelden").ClickAsync();
        await Assertions.Expect(phone.Screen.Content).ToContainTextAsync("U kunt hiermee dan niet meer inloggen bij Productie");
        await phone.Window.AssertAccessibleAsync();
        await phone.Screen.Button("Annuleren").ClickAsync();

        await phone.Screen.Button("Deze telefoon afmelden").ClickAsync();
        await phone.Screen.Button("Afmelden").ClickAsync();
        await phone.Screen.Heading("Voer uw PIN in").WaitForAsync();
        await phone.Window.AssertAccessibleAsync();
        await phone.Screen.TypePinAsync("27153");
        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("U heeft nog 2 pogingen.");
        Assert.Equal(["productie"], await phone.HeldKeysAsync());
        await phone.Screen.TypePinAsync();
        await phone.Screen.Heading("Deze telefoon is afgemeld").WaitForAsync();
        await phone.Window.AssertAccessibleAsync();

        var row = await phone.PhoneRowAsync();
        Assert.Equal((PhoneState.Revoked, AccountStatus.AwaitingActivation), (row.State, row.Account.Status));
        Assert.Empty(await phone.HeldKeysAsync());
        await phone.Screen.Button("Klaar").ClickAsync();
        await phone.Screen.Heading("Kies een PIN").WaitForAsync();
        phone.Window.Forgive(Messages);
    }

    [Fact]
    public async Task Leave_WhoseReplyIsLost_IsDone()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        await phone.LoseRepliesAsync("/identity", 1);
        await LeaveAsync(phone);

        await phone.Screen.Heading("Deze telefoon is afgemeld").WaitForAsync();
        Assert.Equal(2, phone.Sent("/identity").Count);
        Assert.Empty(await phone.HeldKeysAsync());
        phone.Window.Forgive(Messages);
    }

    [Fact]
    public async Task Leave_WhoseRepliesAreAllLost_KeepsTheKeyUntilItIsAnswered()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        await phone.LoseRepliesAsync("/identity", 4);
        await LeaveAsync(phone);
        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Het portaal is niet bereikbaar.");
        Assert.Equal(PhoneState.Revoked, (await phone.PhoneRowAsync()).State);
        Assert.Equal(["productie"], await phone.HeldKeysAsync());

        // The answer is phone-revoked now: that is what was asked for.
        await phone.Screen.TypePinAsync();
        await phone.Screen.Heading("Deze telefoon is afgemeld").WaitForAsync();
        Assert.Empty(await phone.HeldKeysAsync());
        phone.Window.Forgive(Messages);
    }

    [Fact]
    public async Task Leave_ThatNeverArrived_LeavesThePhoneAsItWas()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        await phone.LoseMessagesAsync("/identity");
        await LeaveAsync(phone);
        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Het portaal is niet bereikbaar.");
        await phone.Page.UnrouteAsync("**/identity");
        await phone.Screen.Button("Annuleren").ClickAsync();
        await phone.Screen.Button("Terug").ClickAsync();

        await phone.ScanLoginAsync();
        await phone.Screen.AcceptAsync();
        await phone.Screen.Heading("Geaccepteerd").WaitForAsync();
        phone.Window.Forgive(Messages);
    }

    [Fact]
    public async Task Leave_OneOfTwoIdentities_KeepsTheOther()
    {
        await using var phone = await PocketPhone.StartRegisteredAsync(browser);
        await phone.ScanAsync(await phone.InviteAnotherAsync(PortalEnvironment.Acceptatie));
        await phone.Screen.ChoosePinAsync("86420");
        await phone.Screen.AcceptAsync();
        await phone.Screen.Button("Klaar").ClickAsync();
        await phone.OpenSettingsAsync();
        await phone.Window.AssertAccessibleAsync();

        // The one in use stands first.
        await phone.Screen.Button("Deze telefoon afmelden").First.ClickAsync();
        await Assertions.Expect(phone.Screen.Content).ToContainTextAsync("niet meer inloggen bij Acceptatie");
        await phone.Screen.Button("Afmelden").ClickAsync();
        await phone.Screen.TypePinAsync("86420");
        await phone.Screen.Heading("Deze telefoon is afgemeld").WaitForAsync();
        await phone.Screen.Button("Klaar").ClickAsync();

        await phone.Screen.Heading("Voer uw PIN in").WaitForAsync();
        await phone.Screen.TypePinAsync();
        await phone.ScanLoginAsync();
    }

    private static async Task LeaveAsync(PocketPhone phone)
    {
        await phone.OpenSettingsAsync();
        await phone.Screen.Button("Deze telefoon afmelden").ClickAsync();
        await phone.Screen.Button("Afmelden").ClickAsync();
        await phone.Screen.TypePinAsync();
    }
}
