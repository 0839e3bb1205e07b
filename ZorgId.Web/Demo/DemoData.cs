using Microsoft.EntityFrameworkCore;
using ZorgId.Core;
using ZorgId.Core.Accounts;
using ZorgId.Core.Persistence;

namespace ZorgId.Web.Demo;

/// <summary>Made-up organisations and people, and one beheerder who waits for a phone.</summary>
public sealed class DemoData(IDbContextFactory<PortalDb> databases, PortalTransactions transactions, TimeProvider time)
{
    /// <summary>Whose phone is phone 1.</summary>
    public static readonly Person Beheerder = new("Anna", "de Vries", new BirthDate(1985, 3, 9), "Zwolle");

    private static readonly (string Name, string Ura)[] Organisations =
        [("Huisartsenpraktijk De Linde", "01234567"), ("Zorggroep Oostvaart", "07654321")];

    private static readonly (Person Person, int Organisation)[] People =
    [
        (new("Bram", "Jansen", new(1978, 11, 23), "Utrecht"), 0),
        (new("Fatima", "el Amrani", new(1990, 6, 2), "Rotterdam"), 0),
        (new("Søren", "Bøgh", new(1969, 1, 30), "Aarhus"), 1),
        (new("Jip", "van der Berg", new(1996, 8, 14), "'s-Hertogenbosch"), 0),
        (new("Zoë", "Koç-Visser", new(1988, 12, 5), "Enschede"), 1),
        (new("Maarten", "Oude Elferink", new(1973, 4, 17), "Oldenzaal"), 1),
        (new("Nguyễn", "Thị Mai", new(1982, 0, 0), "Huế"), 0),
    ];

    /// <summary>Fills a database that is empty; leaves another as it is.</summary>
    public async Task EnsureAsync(CancellationToken cancellation)
    {
        var key = Beheerder.IdentityKey;
        await transactions.RunAsync(
            async db =>
            {
                if (!await db.Accounts.AnyAsync(a => a.IdentityKey == key, cancellation))
                    Fill(db);
                return true;
            },
            cancellation);
    }

    /// <summary><i>Opnieuw beginnen</i>: everything that was done is gone.</summary>
    public async Task ResetAsync(CancellationToken cancellation) => await transactions.RunAsync(
        async db =>
        {
            await db.PortalSessions.ExecuteDeleteAsync(cancellation);
            await db.QrSessions.ExecuteDeleteAsync(cancellation);
            await db.AnsweredMessages.ExecuteDeleteAsync(cancellation);
            await db.WrongPins.ExecuteDeleteAsync(cancellation);
            await db.Phones.ExecuteDeleteAsync(cancellation);
            await db.Memberships.ExecuteDeleteAsync(cancellation);
            await db.Accounts.ExecuteDeleteAsync(cancellation);
            await db.Organisations.ExecuteDeleteAsync(cancellation);
            await db.AuditEntries.ExecuteDeleteAsync(cancellation);
            Fill(db);
            return true;
        },
        cancellation);

    public async Task<AccountId> FindBeheerderAsync(CancellationToken cancellation)
    {
        var key = Beheerder.IdentityKey;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Accounts.Where(a => a.IdentityKey == key).Select(a => a.Id).SingleAsync(cancellation);
    }

    private void Fill(PortalDb db)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var organisations = Organisations.Select(o => new Organisation(OrganisationId.New(time), PortalEnvironment.Productie, o.Name, o.Ura)).ToList();
        db.Organisations.AddRange(organisations);

        var beheerder = new Account(AccountId.New(time), PortalEnvironment.Productie, Beheerder, now, registeredBy: null);
        foreach (var organisation in organisations)
            beheerder.Join(organisation.Id, Role.Registrar, now);
        db.Accounts.Add(beheerder);

        foreach (var (person, organisation) in People)
        {
            var account = new Account(AccountId.New(time), PortalEnvironment.Productie, person, now, beheerder.Id);
            account.Join(organisations[organisation].Id, Role.Signer, now);
            account.Activate();
            db.Accounts.Add(account);
        }
    }
}
