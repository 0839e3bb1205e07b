using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Core.Phones;

namespace ZorgId.Core.Users;

/// <summary>Gives an account a role, whoever asks for it.</summary>
public static class RoleGiving
{
    /// <summary>
    /// Gives the role. Where it is higher than those that the account had, its phone is revoked: whoever could
    /// give it a QR before may hold that phone, and was never trusted with what the account may do from now on.
    /// </summary>
    /// <param name="db">A context with a transaction of its own.</param>
    /// <param name="account">With its memberships; neither blocked nor revoked.</param>
    /// <param name="given">The entry for the log.</param>
    /// <returns>False where the account has the role already, or a higher one.</returns>
    /// <exception cref="InvalidOperationException">The account is blocked or revoked, and has a phone.</exception>
    public static async Task<bool> GiveRoleAsync(
        this PortalDb db, Account account, OrganisationId organisation, Role role, AuditEvent given, CancellationToken cancellation)
    {
        var isHigher = account.LiveMemberships.All(m => m.Role < role);
        if (!account.Give(organisation, role, given.At, given.Actor))
            return false;
        db.Record(given);
        if (!isHigher)
            return true;

        var phone = await db.Phones.SingleOrDefaultAsync(p => p.AccountId == account.Id && p.State != PhoneState.Revoked, cancellation);
        if (phone is not null)
        {
            phone.Revoke();
            account.AwaitActivation(given.At, given.Actor);
            var unlocks = await UnlockEntries.TakeCountAsync(db, phone, cancellation);
            db.Record(given with { Action = AuditAction.PhoneRevoked, Detail = unlocks });
        }

        return true;
    }
}
