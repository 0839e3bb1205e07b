using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Core.PortalSessions;
using ZorgId.Core.QrSessions;

namespace ZorgId.Core.Users;

/// <summary>The result of a registration: opened with its QR, or refused with the faults of the form.</summary>
/// <param name="Account">The new one.</param>
/// <param name="Existing">The person's name, where they stand in this beheerder's overview already.</param>
public sealed record RegistrationResult(
    OpenedEnrollment? Opened, AccountId? Account, IReadOnlyList<RegistrationError> Errors, string? Existing = null);

/// <summary>
/// <i>Opslaan</i>: registers a zorgmedewerker at an organisation of the beheerder, gives the role by itself, and opens the
/// enrollment, all in one transaction (manual, section 4).
/// </summary>
public sealed class RegisterUser(
    PortalTransactions transactions, CurrentActor actors, EnrollmentOpening enrollments, TimeProvider time)
{
    /// <summary>The role that every newly registered user gets (manual, section 2).</summary>
    public const Role DefaultRole = Role.Signer;

    /// <summary>How often in <see cref="LookupPeriod"/> one beheerder may type people who have an account already.</summary>
    public const int MaxLookups = 20;

    public static readonly TimeSpan LookupPeriod = TimeSpan.FromHours(1);

    public async Task<RegistrationResult> ExecuteAsync(PortalCall call, RegistrationForm form, CancellationToken cancellation)
    {
        var errors = RegistrationRules.Check(form, time.Today());
        if (errors.Count > 0)
            return new(null, null, errors);
        return await transactions.RunAsync((db, cancellation) => RegisterAsync(db, call, form, cancellation), cancellation);
    }

    private async Task<RegistrationResult> RegisterAsync(
        PortalDb db, PortalCall call, RegistrationForm form, CancellationToken cancellation)
    {
        var person = RegistrationRules.ToPerson(form);
        var organisation = form.Organisation!.Value;
        var now = time.UtcNow();
        if (await actors.FindAsync(db, call, cancellation) is not { } actor || !actor.May(OrganisationAct.Register, organisation))
            return new(null, null, [new(RegistrationField.Organisation, RegistrationFault.NotManaged)]);
        if (await HasLookedUpTooOftenAsync(db, actor, now, cancellation))
            return new(null, null, [new(RegistrationField.FamilyName, RegistrationFault.TooManyLookups)]);
        if (await db.FindAccountAsync(person, cancellation) is { } known)
        {
            var isOurs = known.Environment == actor.Environment && known.LiveMemberships.Any(m => actor.Manages(m.OrganisationId));
            var fault = isOurs ? RegistrationFault.AlreadyRegistered : RegistrationFault.NotPossible;
            db.Record(new AuditEvent(
                AuditAction.RegistrationRefused,
                actor.Environment,
                now,
                actor.AccountId,
                known.Id,
                organisation,
                actor.Client,
                Detail: fault.ToString()));
            return new(null, null, [new(RegistrationField.FamilyName, fault)], isOurs ? known.Person.FullName : null);
        }

        var account = new Account(AccountId.New(time), actor.Environment, person, now, actor.AccountId);
        account.Give(organisation, DefaultRole, now, actor.AccountId);
        db.Accounts.Add(account);
        db.Record(new AuditEvent(
            AuditAction.UserRegistered,
            actor.Environment,
            now,
            actor.AccountId,
            account.Id,
            organisation,
            actor.Client,
            Detail: DefaultRole.ToString()));
        return new(await enrollments.OpenAsync(db, account, organisation, actor, cancellation), account.Id, []);
    }

    // The form must not become a way to find out who has an account somewhere.
    private static async Task<bool> HasLookedUpTooOftenAsync(PortalDb db, PortalActor actor, DateTime now, CancellationToken cancellation)
    {
        var since = now - LookupPeriod;
        return await db.AuditEntries.CountAsync(
            e => e.Actor == actor.AccountId && e.Action == AuditAction.RegistrationRefused && e.At > since, cancellation) >= MaxLookups;
    }
}
