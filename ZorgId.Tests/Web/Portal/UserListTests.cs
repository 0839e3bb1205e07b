using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Changes;
using ZorgId.Core.Persistence;
using ZorgId.Core.PortalSessions;
using ZorgId.Core.Users;
using ZorgId.Tests.Support;
using ZorgId.Web.Portal.Users;

namespace ZorgId.Tests.Web.Portal;

public sealed class UserListTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(-1)]
    [InlineData(7)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public async Task Ask_PageThatThereIsNot_IsTheNearestOne(int page)
    {
        await using var portal = await TestPortal.StartAsync();
        var (actor, list) = await LoadAsync(portal);

        await list.AskAsync(actor, list.Query with { Page = page }, Cancellation);

        Assert.Equal(["Bea Jansen"], Names(list));
        Assert.Equal(0, list.Query.Page);
    }

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
        Assert.All(list.Page!.Rows, r => Assert.Equal(UserStatus.Active, r.Status));
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
        await list.AskAsync(actor, new UserQuery(Status: UserStatus.AwaitingActivation), Cancellation);
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
    [InlineData("09 MAA/MAR 1975", 1)]
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
        var transactions = new PortalTransactions(store, portal.Get<IDatabaseEngine>(), portal.Get<IDatabaseWriter>(), portal.Get<IChangeNotifier>());
        var list = new UserList(new UserDirectory(transactions, portal.Get<CurrentActor>()));

        var first = list.AskAsync(actor, new UserQuery("nobody"), Cancellation);
        await list.AskAsync(actor, new UserQuery("jansen"), Cancellation);
        Assert.False(first.IsCompleted);
        store.OpenFirst();
        await first;

        Assert.Equal("jansen", list.Query.Search);
        Assert.Equal(["Bea Jansen"], Names(list));
    }

    [Theory]
    [InlineData(null, null, 0)]
    [InlineData("anna", null, 0)]
    [InlineData("jansen", null, 1)]
    [InlineData("1-1-1901", null, 1)]
    [InlineData(null, UserStatus.Active, 1)]
    [InlineData(null, UserStatus.AwaitingActivation, 0)]
    public async Task FindPlace_WhateverIsAsked_ShowsTheUser(string? search, UserStatus? status, int cleared)
    {
        await using var portal = await TestPortal.StartAsync();
        var (actor, list) = await LoadAsync(portal);
        RegistrationResult last = null!;
        for (var letter = 'A'; letter <= 'D'; letter++)
            last = await portal.RegisterAsync(actor, Seed.Form(actor, $"{letter}."));

        var place = await list.FindPlaceAsync(actor, new UserQuery(search, status, PageSize: 2), last.Account!.Value, Cancellation);

        Assert.Equal((1, cleared == 1 ? null : search, cleared == 1 ? null : status), (place.Page, place.Search, place.Status));
        await list.AskAsync(actor, place, Cancellation);
        Assert.Contains(last.Account.Value, list.Page!.Rows.Select(r => r.AccountId));
    }

    private static async Task<(TestActor Actor, UserList List)> LoadAsync(TestPortal portal)
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
