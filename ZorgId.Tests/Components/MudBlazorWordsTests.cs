using Bunit;
using ZorgId.Core.Accounts;
using ZorgId.Core.Users;
using ZorgId.Tests.Support;
using ZorgId.Web.Portal.Users;

namespace ZorgId.Tests.Components;

/// <summary>MudBlazor brings words of its own, to be read aloud; the bench and the live portal end badly where one was asked for that is not translated.</summary>
public sealed class MudBlazorWordsTests
{
    [Fact]
    public async Task Overview_OfMorePagesThanOne_SpeaksDutch()
    {
        await using var bench = await PortalBench.OpenAsync();
        var actor = await SignInAsync(bench);
        await bench.Portal.QueryAsync(db =>
        {
            // In one go: as many registrations would take long.
            for (var i = 0; i <= new UserQuery().PageSize; i++)
            {
                var account = new Account(AccountId.New(bench.Portal.Time), PortalEnvironment.Productie, Seed.Other with { FamilyName = $"Jansen {(char)('a' + i)}" }, bench.Portal.Now, actor.AccountId);
                account.Give(actor.Organisations[0].Id, Role.Signer, bench.Portal.Now, by: null);
                db.Accounts.Add(account);
            }

            return db.SaveChangesAsync(Xunit.TestContext.Current.CancellationToken);
        });

        var overview = bench.Show<OverviewPage>();

        overview.WaitForElement("nav .mud-pagination");
        Assert.Contains(overview.FindAll("nav button"), button => button.GetAttribute("aria-label") == "Volgende bladzijde");
    }

    [Fact]
    public void Words_NotTranslated_AreKept()
    {
        var words = new RecordingMudLocalizer();

        Assert.Equal("Sluiten", words["MudDialog_Close"].Value);
        Assert.True(words["MudColorPicker_Open"].ResourceNotFound);
        Assert.True(words["MudColorPicker_Pick", "red"].ResourceNotFound);

        Assert.Equal(["MudColorPicker_Open", "MudColorPicker_Pick"], words.Missing.Order(StringComparer.Ordinal));
    }

    private static async Task<TestActor> SignInAsync(PortalBench bench)
    {
        var key = await bench.Portal.LogInAsync(await bench.Portal.SeedAdministratorAsync());
        bench.SignIn(key);
        return (await bench.Portal.FindActorAsync(key))!;
    }
}
