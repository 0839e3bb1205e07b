using ZorgId.Core.Audit;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Audit;

/// <summary>An entry as NEN 7513 reads it: what, by what sort of party, who, on whose behalf, to whom, for which organisation, from which client.</summary>
public sealed record AuditLine(
    AuditAction Action, AuditParty Party, AccountId? Actor, AccountId? OnBehalfOf, AccountId? Subject, OrganisationId? Organisation, string? Client, string? SessionId)
{
    public static AuditLine Of(AuditEntry e) => new(e.Action, e.Party, e.Actor, e.OnBehalfOf, e.Subject, e.Organisation, e.Client, e.SessionId);
}

/// <summary>An organisation with an administrator who is logged in; and the lines that the log should have, in few words.</summary>
public sealed class AuditScene(TestPortal portal, TestPhone phone, TestActor boss)
{
    public const int Entries = 11;

    public TestPortal Portal => portal;

    /// <summary>The administrator's.</summary>
    public TestPhone Phone => phone;

    public TestActor Boss => boss;

    public OrganisationId Organisation => boss.Organisations[0].Id;

    public static string Browser => TestPortal.Browser.Client;

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<AuditScene> StartAsync(DateTimeOffset? start = null)
    {
        var portal = await TestPortal.StartAsync();
        if (start is { } at)
            portal.Time.AdjustTime(at);
        var phone = await portal.SeedAdministratorAsync();
        return new(portal, phone, (await portal.FindActorAsync(await portal.LogInAsync(phone)))!);
    }

    /// <summary>A log of <see cref="Entries"/>: an administrator added, enrolled and logged in, and a zorgmedewerker registered.</summary>
    public static async Task<TestPortal> StartWithLogAsync()
    {
        var scene = await StartAsync();
        await scene.RegisterAsync();
        Assert.Equal(Entries, (await scene.Portal.LogAsync()).Count);
        return scene.Portal;
    }

    /// <summary>A zorgmedewerker whose QR is shown.</summary>
    public async Task<(TestQr Qr, AccountId Account)> RegisterAsync()
    {
        var result = await portal.RegisterAsync(boss, Seed.Form(boss));
        return (TestQr.Parse(result.Opened!.QrText), result.Account!.Value);
    }

    /// <summary>By the administrator, of their own account.</summary>
    public AuditLine Self(AuditAction action, string client, string? sid = null) =>
        new(action, AuditParty.Account, boss.AccountId, null, boss.AccountId, Organisation, client, sid);

    /// <summary>By the administrator, in the portal, of someone else.</summary>
    public AuditLine Other(AuditAction action, AccountId? subject, string? sid = null) =>
        new(action, AuditParty.Account, boss.AccountId, null, subject, Organisation, Browser, sid);

    /// <summary>By the phone that a user, whom the administrator registered, is about to have: the administrator is answerable.</summary>
    public AuditLine User(AuditAction action, AccountId account, string sid) =>
        Nobody(action, AuditParty.PhoneWithoutAccount, boss.AccountId, account, TestPortal.PhoneClient, sid);

    /// <summary>By who has no account.</summary>
    public AuditLine Nobody(AuditAction action, AuditParty party, AccountId? behalf, AccountId? subject, string client, string? sid = null) =>
        new(action, party, null, behalf, subject, Organisation, client, sid);

    public static SessionId Sid(TestQr qr) => SessionId.TryParse(qr.Sid, out var sid) ? sid : throw new FormatException(qr.Sid);
}
