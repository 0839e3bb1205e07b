using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Persistence;
using ZorgId.Core.Phones;
using ZorgId.Web.Platform;

namespace ZorgId.Web.Demo;

/// <summary>A phone that the portal knows.</summary>
/// <param name="Kid">The RFC 7638 thumbprint of its key, which the phone computes in the same way.</param>
/// <param name="IsUsable">True where neither the phone, nor its PIN, nor its account is blocked.</param>
public sealed record DemoPhone(string Kid, bool IsBeheerders, bool IsUsable);

/// <summary>An example of what could be typed into the fields of the registration form.</summary>
public sealed record DemoExample(string Organisation, string? GivenName, string FamilyName, string BirthDate, string BirthPlace);

/// <summary>How far the demo has come, as far as its page cannot see that itself.</summary>
/// <param name="IsLoggedIn">Whether someone is logged in in the browser that asks.</param>
/// <param name="Example">Someone who is not registered yet; null where all of them are.</param>
/// <param name="Waiting">The person whom the beheerder registered last and who has no phone yet; null where there is nobody.</param>
public sealed record DemoView(IReadOnlyList<DemoPhone> Phones, bool IsLoggedIn, DemoExample? Example, string? Waiting);

/// <summary>Reads how far the demo has come: from the portal's rows, and from nothing that the demo keeps.</summary>
public sealed class ViewDemo(IDbContextFactory<PortalDb> databases)
{
    public async Task<DemoView> ExecuteAsync(bool isLoggedIn, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var beheerder = DemoData.Beheerder.IdentityKey;
        var phones = await db.Phones.AsNoTracking().Include(p => p.Account)
            .Where(p => p.State != PhoneState.Revoked && p.Environment == PortalEnvironment.Productie).ToListAsync(cancellation);

        var keys = DemoPeople.Newcomers.Select(p => p.IdentityKey).ToList();
        var taken = await db.Accounts.Where(a => keys.Contains(a.IdentityKey)).Select(a => a.IdentityKey).ToListAsync(cancellation);
        var next = DemoPeople.Newcomers.FirstOrDefault(p => !taken.Contains(p.IdentityKey));

        var given = DemoPeople.All.Select(p => p.Person.IdentityKey).Append(beheerder).ToList();
        var waiting = await db.Accounts.AsNoTracking()
            .Where(a => a.Status == AccountStatus.AwaitingActivation && a.RegisteredBy != null && !given.Contains(a.IdentityKey))
            .OrderByDescending(a => a.RegisteredAt).FirstOrDefaultAsync(cancellation);

        return new(
            [.. phones.Select(p => new DemoPhone(p.Kid, p.Account.IdentityKey == beheerder, p.Refusal is null))],
            isLoggedIn,
            next is null
                ? null
                : new(DemoPeople.Organisations[0].Name, next.GivenName, next.FamilyName, next.BirthDate.ToDutch(), next.BirthPlace),
            waiting?.Person.FullName);
    }
}
