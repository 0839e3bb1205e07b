using System.Reflection;
using ZorgId.Core.Accounts;
using ZorgId.Core.Persistence;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Architecture;

/// <summary>A membership that has ended gives nothing, so whoever reads memberships says whether the ended ones are meant.</summary>
public sealed class MembershipsTests
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    [Fact]
    public void Members_ThatHoldMemberships_SayAllOrLive()
    {
        var holders =
            from type in typeof(PortalDb).Assembly.GetTypes()
            from property in type.GetProperties(Any)
            where property.PropertyType.IsAssignableTo(typeof(IEnumerable<Membership>))
            select property;

        Assert.Equal(4, holders.Count(p => p.DeclaringType == p.ReflectedType));
        Rooms.MustBeNone(holders.Where(p => !p.Name.StartsWith("All", StringComparison.Ordinal) && !p.Name.StartsWith("Live", StringComparison.Ordinal))
            .Select(p => $"{p.DeclaringType}.{p.Name}"));
    }

    [Fact]
    public void Table_OfMemberships_IsReachedByTheContextAlone() =>
        Assert.Equal(
            [$"{nameof(PortalDb)}.cs"],
            new[] { Source.Web, Path.Combine(Source.Web, "../ZorgId.Core") }
                .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
                .Where(file => File.ReadAllText(file).Contains("Set<Membership>", StringComparison.Ordinal))
                .Select(Path.GetFileName));

    [Fact]
    public async Task Live_OfAnAccountAndOfTheDatabase_LeaveOutWhatHasEnded()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        Assert.Single((await portal.PhoneAsync(phone)).Account.LiveMemberships);

        await portal.TakeRolesAsync(phone);

        var account = (await portal.PhoneAsync(phone)).Account;
        Assert.Empty(account.LiveMemberships);
        Assert.Single(account.AllMemberships);
        Assert.Equal((0, 1), await portal.QueryAsync(db => Task.FromResult((db.LiveMemberships.Count(), db.AllMemberships.Count()))));
    }
}
