using ZorgId.Core.Accounts;
using ZorgId.Core.Users;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Users;

/// <summary>Fills the directory, and asks it.</summary>
internal static class DirectoryQueries
{
    public static async Task<UserPage> FindUsersAsync(this TestPortal portal, TestActor actor, UserQuery? query = null) =>
        (await portal.Get<UserDirectory>().FindAsync(actor, query ?? new UserQuery(PageSize: UserQuery.LargestPage), TestContext.Current.CancellationToken))!;

    public static async Task<string> FindNamesAsync(this TestPortal portal, TestActor actor, string search) =>
        string.Join(',', (await portal.FindUsersAsync(actor, new UserQuery(search))).Rows.Select(r => r.FullName));

    public static async Task RegisterAllAsync(this TestPortal portal, TestActor actor, params (string GivenName, string FamilyName, string BirthDate)[] people)
    {
        foreach (var person in people)
            Assert.NotNull((await portal.RegisterAsync(actor, Seed.Form(actor, person.FamilyName) with { GivenName = person.GivenName, BirthDate = BirthDate.Parse(person.BirthDate) })).Opened);
    }
}
