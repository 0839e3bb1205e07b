using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Persistence;
using ZorgId.Tests.Support;
using ZorgId.Web.Portal.Overview;

namespace ZorgId.Tests.Web.Portal;

public sealed class UserListTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Refresh_StatusChangedUnderAHand_IsShownInItsPlace()
    {
        await using var portal = await TestPortal.StartAsync();
        var (actor, list) = await LoadAsync(portal);
        var account = (await portal.RegisterAsync(actor, Seed.Form(actor))).Account!.Value;
        await list.AskAsync(actor, list.Query, Cancellation);
        await portal.SetStatusAsync(account, AccountStatus.Active);

        Assert.True(await list.RefreshAsync(actor, isHeld: true, Cancellation));

        Assert.Equal(["Anna van der Berg", "Bea Jansen"], Names(list));
        Assert.All(list.Page!.Rows, r => Assert.Equal(AccountStatus.Active, r.Status));
        Assert.False(list.IsStale);
    }

    [Fact]
    public async Task Refresh_RowCameUnderAHand_WaitsToBeReleased()
    {
        await using var portal = await TestPortal.StartAsync();
        var (actor, list) = await LoadAsync(portal);
        await portal.RegisterAsync(actor, Seed.Form(actor));

        Assert.True(await list.RefreshAsync(actor, isHeld: true, Cancellation));
        Assert.Equal(["Bea Jansen"], Names(list));
        Assert.True(list.IsStale);

        list.Release();
        Assert.Equal(["Anna van der Berg", "Bea Jansen"], Names(list));
        Assert.False(list.IsStale);
    }

    [Fact]
    public async Task Refresh_NoHandThere_ShowsWhatCame()
    {
        await using var portal = await TestPortal.StartAsync();
        var (actor, list) = await LoadAsync(portal);
        await portal.RegisterAsync(actor, Seed.Form(actor));

        Assert.True(await list.RefreshAsync(actor, isHeld: false, Cancellation));
        Assert.Equal(["Anna van der Berg", "Bea Jansen"], Names(list));
        Assert.False(await list.RefreshAsync(actor, isHeld: false, Cancellation)); // nothing new: nothing is drawn
    }

    [Fact]
    public async Task Refresh_RowWentWhileSomeWait_IsNotLostAtRelease()
    {
        await using var portal = await TestPortal.StartAsync();
        var (actor, list) = await LoadAsync(portal);
        await list.AskAsync(actor, new UserQuery(Status: AccountStatus.AwaitingActivation), Cancellation);
        var account = (await portal.RegisterAsync(actor, Seed.Form(actor))).Account!.Value;
        await list.RefreshAsync(actor, isHeld: true, Cancellation);
        await portal.SetStatusAsync(account, AccountStatus.Active);
        await list.RefreshAsync(actor, isHeld: true, Cancellation);

        list.Release();

        Assert.Empty(list.Page!.Rows);
    }

    [Fact]
    public async Task Ask_PageBehindTheLast_IsTheLast()
    {
        await using var portal = await TestPortal.StartAsync();
        var (actor, list) = await LoadAsync(portal);

        await list.AskAsync(actor, new UserQuery(Page: 7), Cancellation);

        Assert.Equal((0, 1), (list.Query.Page, list.PageCount));
        Assert.Equal(["Bea Jansen"], Names(list));
    }

    [Theory]
    [InlineData("9-3-1975", 1)]
    [InlineData("9 maart 1975", 1)]
    [InlineData("1975-03-09", 1)]
    [InlineData("10-3-1975", 0)]
    public async Task Ask_BirthDateAsPeopleTypeIt_FindsAndStandsAsItWasTyped(string typed, int found)
    {
        await using var portal = await TestPortal.StartAsync();
        var (actor, list) = await LoadAsync(portal);

        await list.AskAsync(actor, new UserQuery(typed), Cancellation);

        Assert.Equal((typed, found), (list.Query.Search, list.Page!.Total));
    }

    [Fact]
    public async Task Ask_OvertakenByAnother_IsDropped()
    {
        await using var portal = await TestPortal.StartAsync();
        var actor = await portal.SeedActorAsync();
        var store = new SlowStore(portal.Get<IDbContextFactory<PortalDb>>());
        var list = new UserList(new UserDirectory(store));

        var first = list.AskAsync(actor, new UserQuery("nobody"), Cancellation);
        await list.AskAsync(actor, new UserQuery("jansen"), Cancellation);
        Assert.False(first.IsCompleted);
        store.OpenFirst();
        await first;

        Assert.Equal("jansen", list.Query.Search);
        Assert.Equal(["Bea Jansen"], Names(list));
    }

    private static async Task<(Actor Actor, UserList List)> LoadAsync(TestPortal portal)
    {
        var actor = await portal.SeedActorAsync();
        var list = new UserList(portal.Get<UserDirectory>());
        await list.AskAsync(actor, list.Query, Cancellation);
        return (actor, list);
    }

    /// <summary>The first who asks for the database gets it when the test says so.</summary>
    private sealed class SlowStore(IDbContextFactory<PortalDb> real) : IDbContextFactory<PortalDb>
    {
        private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _asked;

        public void OpenFirst() => _first.SetResult();

        public PortalDb CreateDbContext() => real.CreateDbContext();

        public async Task<PortalDb> CreateDbContextAsync(CancellationToken cancellationToken = default)
        {
            if (Interlocked.Increment(ref _asked) == 1)
                await _first.Task;
            return await real.CreateDbContextAsync(cancellationToken);
        }
    }

    private static IEnumerable<string> Names(UserList list) => list.Page!.Rows.Select(r => r.FullName);
}
