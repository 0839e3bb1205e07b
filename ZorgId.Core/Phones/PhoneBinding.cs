using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Phones;

/// <summary>
/// Binds a phone to an account. The phone that the account had is revoked in the same transaction (PROTOCOL, A new phone).
/// </summary>
public sealed class PhoneBinding(PinProtection protection, TimeProvider time)
{
    /// <summary>The account that this key belongs to, by a phone in any environment and state. Null where it is nobody's.</summary>
    public static Task<AccountId?> FindOwnerAsync(PortalDb db, PhoneKey key, CancellationToken cancellation) =>
        db.Phones.Where(p => p.Kid == key.Kid).Select(p => (AccountId?)p.AccountId).SingleOrDefaultAsync(cancellation);

    /// <param name="db">A context with a transaction of its own.</param>
    /// <param name="account">With its memberships; waiting for activation, or active.</param>
    /// <param name="key">Belongs to no phone yet.</param>
    /// <param name="pinKey">K_pin, 32 octets.</param>
    /// <param name="bound">The entry for the log.</param>
    public async Task BindAsync(
        PortalDb db,
        Account account,
        PhoneKey key,
        byte[] pinKey,
        DeviceDescription device,
        AuditEvent bound,
        CancellationToken cancellation)
    {
        var former = await db.Phones.SingleOrDefaultAsync(p => p.AccountId == account.Id && p.State != PhoneState.Revoked, cancellation);
        if (former is not null)
        {
            former.Revoke();
            var unlocks = await UnlockEntries.TakeCountAsync(db, former, cancellation);
            db.Record(bound with { Action = AuditAction.PhoneReplaced, Detail = unlocks });
            // The revocation is saved at once, because the index that allows one living phone checks each
            // statement, in whatever order they are sent.
            await db.SaveChangesAsync(cancellation);
        }

        var phone = new Phone(
            PhoneId.New(time), account.Id, account.Environment, key, owner => protection.Protect(owner, pinKey), device, bound.At);
        db.Phones.Add(phone);
        account.Activate(bound.At);
        // Only the organisation that handed out the QR has seen the person with this phone.
        account.LiveMemberships.SingleOrDefault(m => m.OrganisationId == bound.Organisation)?.Vouch(phone.Id);
        db.Record(bound);
    }
}
