using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Core.QrSessions;

namespace ZorgId.Core.Users;

/// <summary>An administrator whom the operator adds on the command line.</summary>
/// <param name="OrganisationName">Used where the URA number is not known yet.</param>
/// <param name="Ura">8 digits.</param>
public sealed record NewAdministrator(PortalEnvironment Environment, Person Person, string OrganisationName, string Ura);

public enum AdministratorFault
{
    /// <summary>The person has an account in the other environment, and may have one only.</summary>
    OtherEnvironment,

    /// <summary>The account is blocked.</summary>
    Blocked,

    /// <summary>The URA number belongs to an organisation of another name.</summary>
    OtherOrganisationName,
}

public sealed record AdministratorResult(OpenedEnrollment? Opened, AdministratorFault? Fault);

/// <summary>
/// The operator makes an administrator: organisation, account and role are added where they are missing, and a QR is opened
/// for their phone. Someone who is an administrator already gets a new QR; someone who had a lower role loses their phone.
/// </summary>
public sealed class AddAdministrator(PortalTransactions transactions, EnrollmentOpening enrollments, TimeProvider time)
{
    public Task<AdministratorResult> ExecuteAsync(NewAdministrator wanted, CancellationToken cancellation) =>
        transactions.RunAloneAsync((db, cancellation) => AddAsync(db, wanted, cancellation), cancellation);

    private async Task<AdministratorResult> AddAsync(PortalDb db, NewAdministrator wanted, CancellationToken cancellation)
    {
        var now = time.UtcNow();
        var organisation = await db.Organisations
            .SingleOrDefaultAsync(o => o.Environment == wanted.Environment && o.Ura == wanted.Ura, cancellation);
        if (organisation is not null && FoldedText.Fold(organisation.Name) != FoldedText.Fold(wanted.OrganisationName))
            return new(null, AdministratorFault.OtherOrganisationName);
        var account = await db.FindAccountAsync(wanted.Person, cancellation);
        if (account is not null && account.Environment != wanted.Environment)
            return new(null, AdministratorFault.OtherEnvironment);
        if (account?.Status == AccountStatus.Blocked)
            return new(null, AdministratorFault.Blocked);

        if (organisation is null)
        {
            organisation = new Organisation(OrganisationId.New(time), wanted.Environment, wanted.OrganisationName.Trim(), wanted.Ura);
            db.Organisations.Add(organisation);
            db.Record(Tell(AuditAction.OrganisationAdded, subject: null));
        }

        if (account is null)
        {
            account = new Account(AccountId.New(time), wanted.Environment, wanted.Person, now, registeredBy: null);
            db.Accounts.Add(account);
        }

        var added = Tell(AuditAction.AdministratorAdded, account.Id);
        await db.GiveRoleAsync(account, organisation.Id, Role.Administrator, added, cancellation);
        return new(await enrollments.OpenAsync(db, account, organisation.Id, OperatorActor.OnCommandLine, cancellation), null);

        AuditEvent Tell(AuditAction action, AccountId? subject) => new(
            action,
            wanted.Environment,
            now,
            Subject: subject,
            Organisation: organisation.Id,
            Client: AuditClient.CommandLine,
            By: AuditParty.Operator);
    }
}
