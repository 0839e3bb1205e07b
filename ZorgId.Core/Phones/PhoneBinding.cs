using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Phones;

/// <summary>Gives an account its phone. The one that it had dies in the same transaction (PROTOCOL, A new phone).</summary>
public sealed class PhoneBinding(PinProtection protection, TimeProvider time)
{
    /// <param name="db">A context with a transaction of its own.</param>
    /// <param name="account">Waiting for activation, or active.</param>
    /// <param name="key">Belongs to no phone yet.</param>
    /// <param name="pinKey">K_pin, 32 octets.</param>
    public async Task BindAsync(
        PortalDb db, Account account, PhoneKey key, byte[] pinKey, DeviceDescription device, DateTime now, string? client, CancellationToken cancellation)
    {
        var former = await db.Phones.SingleOrDefaultAsync(p => p.AccountId == account.Id && p.State != PhoneState.Revoked, cancellation);
        if (former is not null)
        {
            former.Revoke();
            db.Record(new AuditEvent(AuditAction.PhoneReplaced, account.Environment, now, account.Id, account.Id, Client: client));
            // Written at once: the index that allows one living phone looks at each statement, in whichever order they come.
            await db.SaveChangesAsync(cancellation);
        }

        db.Phones.Add(new(PhoneId.New(time), account.Id, account.Environment, key, protection.Protect(pinKey), device, now));
        account.Activate();
        db.Record(new AuditEvent(AuditAction.PhoneBound, account.Environment, now, account.Id, account.Id, Client: client));
    }
}
