using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;

namespace ZorgId.Web.Demo;

/// <summary>Fills the demo's database: its people (<see cref="DemoPeople"/>), and one beheerder who waits for a phone.</summary>
public sealed class DemoData(PortalTransactions transactions, TimeProvider time)
{
    /// <summary>The owner of phone 1.</summary>
    public static readonly Person Beheerder = new("Anna", "de Vries", new BirthDate(1985, 3, 9), "Zwolle");

    /// <summary>Fills the database if it is empty.</summary>
    public async Task EnsureAsync(CancellationToken cancellation)
    {
        var key = Beheerder.IdentityKey;
        await transactions.RunAsync(
            async (db, cancellation) =>
            {
                if (!await db.Accounts.AnyAsync(a => a.IdentityKey == key, cancellation))
                    Fill(db);
                return true;
            },
            cancellation);
    }

    /// <summary><i>Opnieuw beginnen</i>: removes all that was done, except from the log, which even a demo may not shorten.</summary>
    /// <param name="client">The browser that asked for it.</param>
    public async Task ResetAsync(string client, CancellationToken cancellation) => await transactions.RunAloneAsync(
        async (db, cancellation) =>
        {
            await db.PortalSessions.ExecuteDeleteAsync(cancellation);
            await db.QrSessions.ExecuteDeleteAsync(cancellation);
            await db.AnsweredMessages.ExecuteDeleteAsync(cancellation);
            await db.WrongPins.ExecuteDeleteAsync(cancellation);
            await db.Phones.ExecuteDeleteAsync(cancellation);
            await db.AllMemberships.ExecuteDeleteAsync(cancellation);
            await db.Accounts.ExecuteDeleteAsync(cancellation);
            await db.Organisations.ExecuteDeleteAsync(cancellation);
            Fill(db);
            db.Record(new(
                AuditAction.DemoReset,
                PortalEnvironment.Productie,
                time.UtcNow(),
                Client: client,
                By: AuditParty.BrowserWithoutLogin));
            return true;
        },
        cancellation);

    private void Fill(PortalDb db)
    {
        var now = time.UtcNow();
        var organisations = DemoPeople.Organisations
            .Select(o => new Organisation(OrganisationId.New(time), PortalEnvironment.Productie, o.Name, o.Ura))
            .ToList();
        db.Organisations.AddRange(organisations);

        var beheerder = new Account(AccountId.New(time), PortalEnvironment.Productie, Beheerder, now, registeredBy: null);
        foreach (var organisation in organisations)
            beheerder.Give(organisation.Id, Role.Registrar, now, by: null);
        db.Accounts.Add(beheerder);

        foreach (var (person, organisation, status, daysAgo) in DemoPeople.All)
        {
            var then = now.AddDays(-daysAgo);
            var account = new Account(AccountId.New(time), PortalEnvironment.Productie, person, then, beheerder.Id);
            account.Give(organisations[organisation].Id, Role.Signer, then, beheerder.Id);
            Bring(account, status, then, beheerder.Id);
            db.Accounts.Add(account);
        }
    }

    private static void Bring(Account account, AccountStatus status, DateTime then, AccountId by)
    {
        if (status != AccountStatus.AwaitingActivation)
            account.Activate(then);
        if (status == AccountStatus.Blocked)
            account.Block(Reason.PhoneLost, then, by);
        if (status == AccountStatus.Revoked)
            account.Revoke(Reason.Duplicate, then, by);
    }
}
