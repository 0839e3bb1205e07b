using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Sessions;

/// <summary>A registration: opened with its QR, or refused with the faults of the form.</summary>
public sealed record RegistrationResult(OpenedEnrollment? Opened, IReadOnlyList<RegistrationError> Errors);

/// <summary>
/// <i>Opslaan</i>: registers a zorgmedewerker at an organisation of the beheerder, gives the role by itself, and opens the
/// enrollment, all in one transaction (manual, section 4).
/// </summary>
public sealed class EnrollNewUser(PortalTransactions transactions, EnrollmentOpening enrollments, TimeProvider time)
{
    /// <summary>The role that every newly registered user gets (manual, section 2).</summary>
    public const Role DefaultRole = Role.Signer;

    public async Task<RegistrationResult> ExecuteAsync(Actor actor, RegistrationForm form, CancellationToken cancellation)
    {
        var errors = RegistrationRules.Check(form, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        if (errors.Count > 0)
            return new(null, errors);
        if (!actor.Manages(form.Organisation!.Value))
            return new(null, [new(RegistrationField.Organisation, RegistrationFault.NotManaged)]);
        return await transactions.RunAsync(db => RegisterAsync(db, actor, form, cancellation), cancellation);
    }

    private async Task<RegistrationResult> RegisterAsync(PortalDb db, Actor actor, RegistrationForm form, CancellationToken cancellation)
    {
        var person = RegistrationRules.ToPerson(form);
        var organisation = form.Organisation!.Value;
        if (await db.FindAccountAsync(person, cancellation) is { } known)
        {
            var isOurs = known.Environment == actor.Environment && known.Memberships.Any(m => actor.Manages(m.OrganisationId));
            return new(null, [new(RegistrationField.FamilyName, isOurs ? RegistrationFault.AlreadyRegistered : RegistrationFault.NotPossible)]);
        }

        var now = time.GetUtcNow().UtcDateTime;
        var account = new Account(AccountId.New(time), actor.Environment, person, now, actor.AccountId);
        account.Join(organisation, DefaultRole, now);
        db.Accounts.Add(account);
        db.Record(new AuditEvent(
            AuditAction.UserRegistered, actor.Environment, now, actor.AccountId, account.Id, organisation, actor.Client, Detail: DefaultRole.ToString()));
        return new(await enrollments.OpenAsync(db, account, actor.AccountId, actor.Client, cancellation), []);
    }
}
