using ZorgId.Core.PortalSessions;
using ZorgId.Core.Users;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Scope;

/// <summary>Who has no business with an organisation's users.</summary>
public enum Outsider
{
    /// <summary>A beheerder, but of another organisation.</summary>
    Elsewhere,

    /// <summary>Works there, and manages nobody.</summary>
    Signer,

    /// <summary>Has no account, and is not logged in.</summary>
    Nobody,
}

/// <summary>An organisation in full work, and someone from outside with all that they have: an actor, a phone, a portal session.</summary>
public sealed class ScopeScene
{
    private ScopeScene(TestPortal portal, Outsider who, TestActor boss) => (Portal, Who, Boss) = (portal, who, boss);

    public TestPortal Portal { get; }

    public Outsider Who { get; }

    /// <summary>With what they call: their own portal session, or a key that they made up.</summary>
    public PortalCall Call => new(Key, PortalEnvironment.Productie, TestPortal.Browser.Client);

    public TestPhone Phone { get; private set; } = new();

    public PortalSessionKey Key { get; private set; } = PortalSessionKey.New();

    /// <summary>The organisation's administrator.</summary>
    public TestActor Boss { get; }

    public OrganisationId Organisation => Boss.Organisations[0].Id;

    /// <summary>A user of the organisation, active.</summary>
    public AccountId Anna { get; private set; }

    public TestPhone AnnasPhone { get; private set; } = null!;

    /// <summary>The enrollment that Anna's phone accepted.</summary>
    public SessionId Enrolled { get; private set; }

    /// <summary>A new QR for Anna, which nobody has scanned; it shows a typed code too.</summary>
    public TestQr Open { get; private set; } = null!;

    /// <summary>An enrollment that its own phone has claimed, and the nonce of that claim.</summary>
    public (TestQr Qr, string Nonce) Claimed { get; private set; }

    /// <summary>What of the organisation may come to no outsider.</summary>
    public IReadOnlyList<string> Secrets => ["Bea", "Anna", "Piet", Boss.AccountId.Value.ToString(), Anna.Value.ToString(), AnnasPhone.Kid, Claimed.Nonce];

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<ScopeScene> StartAsync(Outsider who)
    {
        var portal = await TestPortal.StartAsync();
        var boss = await portal.SeedActorAsync();
        var scene = new ScopeScene(portal, who, boss);
        var (anna, phone) = (await portal.RegisterAsync(boss, Seed.Form(boss)), new TestPhone());
        await portal.AcceptAsync(phone, TestQr.Parse(anna.Opened!.QrText));
        // Another phone had seen her QR: somebody of the organisation has to answer that.
        await portal.ClaimAsync(new TestPhone(), TestQr.Parse(anna.Opened.QrText));
        (scene.Anna, scene.AnnasPhone, scene.Enrolled) = (anna.Account!.Value, phone, anna.Opened.Sid);
        scene.Open = TestQr.Parse((await portal.Get<RenewEnrollment>().ExecuteAsync(boss, scene.Anna, Cancellation))!.QrText);
        await portal.MustShowTypedCodeAsync(scene.Open);
        var claimed = TestQr.Parse((await portal.RegisterAsync(boss, Seed.Form(boss, "Visser") with { GivenName = "Piet" })).Opened!.QrText);
        scene.Claimed = (claimed, await portal.MustClaimAsync(new TestPhone(), claimed));
        await scene.BringAsync();
        return scene;
    }

    private async Task BringAsync()
    {
        switch (Who)
        {
            case Scope.Outsider.Elsewhere:
                Phone = await Portal.SeedAdministratorAsync(Seed.Administrator(Seed.Other, organisation: "Apotheek", ura: "07654321"));
                Key = await Portal.LogInAsync(Phone);
                break;
            case Scope.Outsider.Signer:
                Phone = await Portal.SeedSignerAsync(Boss, Seed.Form(Boss, "Smit") with { GivenName = "Kees" });
                // The portal gives such a phone no session; with one it must get no further.
                Key = (await Portal.PlantSessionAsync(Phone)).Key;
                break;
        }
    }
}
