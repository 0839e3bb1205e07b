using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Phones;

/// <summary>What each message of a phone asks (<see cref="PortalDb.Compiled"/>).</summary>
internal sealed class CompiledPhoneQueries
{
    /// <summary>The phone that a kid names in an environment.</summary>
    public Func<PortalDb, string, PortalEnvironment, CancellationToken, Task<KnownPhone?>> ByKid { get; } = EF.CompileAsyncQuery(
        (PortalDb db, string kid, PortalEnvironment environment, CancellationToken _) => db.Phones
            .Where(p => p.Kid == kid && p.Environment == environment)
            .Select(p => new KnownPhone(
                p.Id, p.AccountId, p.Kid, p.PublicKey, p.DeviceName, p.State, p.Account.Status, p.PinFailures))
            .SingleOrDefault());

    /// <summary>A row for each membership of the phone's account; one in all where it has none.</summary>
    /// <remarks>
    /// The tables are joined one after the other. <c>Include</c> joins memberships with organisations first, for which SQLite goes
    /// through everybody's. EF Core puts the entities of all rows together, because it tracks them.
    /// </remarks>
    public Func<PortalDb, PhoneId, IAsyncEnumerable<PhoneRow>> Rows { get; } = EF.CompileAsyncQuery((PortalDb db, PhoneId id) =>
        from phone in db.Phones
        where phone.Id == id
        from membership in db.AllMemberships.Where(m => m.AccountId == phone.AccountId).DefaultIfEmpty()
        from organisation in db.Organisations.Where(o => o.Id == membership.OrganisationId).DefaultIfEmpty()
        select new PhoneRow(phone, phone.Account, membership, organisation));

    internal sealed record PhoneRow(Phone Phone, Account Account, Membership? Membership, Organisation? Organisation);
}
