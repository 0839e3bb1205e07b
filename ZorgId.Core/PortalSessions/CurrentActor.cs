using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ZorgId.Core.Accounts;
using ZorgId.Core.Persistence;
using ZorgId.Core.Phones;

namespace ZorgId.Core.PortalSessions;

/// <summary>Finds who is behind a portal cookie now, from the rows and not from what was true when they logged in.</summary>
public sealed class CurrentActor(
    IDbContextFactory<PortalDb> databases, PortalTransactions transactions, IOptions<PortalSessionLimits> limits, TimeProvider time)
{
    /// <summary>
    /// How often activity is written down at most. One write a click would be too many, and the idle limit need not be that exact.
    /// </summary>
    private static readonly TimeSpan TouchStep = TimeSpan.FromSeconds(15);

    /// <param name="byPerson">
    /// The person did something just now; false for what the page does by itself, which must keep nobody logged in.
    /// </param>
    /// <returns>Null where the portal session is over, or its account or phone may no longer open the portal.</returns>
    public async Task<PortalActor?> FindAsync(PortalCall call, bool byPerson, CancellationToken cancellation)
    {
        var found = await FindSessionAsync(call, cancellation);
        if (found is var (session, actor) && byPerson && actor.AsOf - session.LastActiveAt >= TouchStep)
        {
            // It takes its turn: beside the turns of phones the database would be free for moments only.
            await transactions.RunAsync(
                async (db, cancellation) =>
                {
                    var touched = await db.PortalSessions.SingleOrDefaultAsync(s => s.IdHash == session.IdHash, cancellation);
                    touched?.Touch(actor.AsOf);
                    return touched is not null;
                },
                cancellation);
        }

        return found?.Actor;
    }

    /// <summary>The same within a use case's own transaction.</summary>
    /// <returns>Null where the portal session is over, or its account or phone may no longer open the portal.</returns>
    internal async Task<PortalActor?> FindAsync(PortalDb db, PortalCall call, CancellationToken cancellation) =>
        (await FindSessionAsync(db, call, cancellation))?.Actor;

    private async Task<(PortalSession Session, PortalActor Actor)?> FindSessionAsync(PortalCall call, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await FindSessionAsync(db, call, cancellation);
    }

    private async Task<(PortalSession Session, PortalActor Actor)?> FindSessionAsync(
        PortalDb db, PortalCall call, CancellationToken cancellation)
    {
        var (now, hash) = (time.UtcNow(), call.Key.Hash);
        var session = await db.PortalSessions
            .SingleOrDefaultAsync(s => s.IdHash == hash && s.Environment == call.Environment, cancellation);
        if (session is null || session.FindEnd(now, limits.Value) is not null)
            return null;
        var phone = await db.Phones.AsNoTracking().WithAccountAndOrganisations().SingleAsync(p => p.Id == session.PhoneId, cancellation);
        if (!phone.OpensPortal)
            return null;

        var managed = phone.Account.LiveMemberships.Where(m => m.Role.OpensPortal())
            .Select(m => new ManagedOrganisation(m.OrganisationId, m.Organisation.Name, m.Role))
            .OrderBy(o => o.Name, StringComparer.CurrentCultureIgnoreCase).ToList();
        return (session, new(
            phone.AccountId, call.Environment, phone.Account.Person.FullName, call.Client ?? session.Client, managed, now));
    }
}
