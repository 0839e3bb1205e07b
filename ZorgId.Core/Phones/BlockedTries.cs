using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Phones;

internal static class BlockedTries
{
    /// <summary>
    /// Records that a phone was used although it, or its PIN, is blocked. Each time is an entry, so that a lost phone can be followed.
    /// </summary>
    /// <param name="phone">With its account and memberships.</param>
    public static void RecordBlockedTry(this PortalDb db, Phone phone, RefusalReason reason, DateTime now, string? client)
    {
        if (reason is RefusalReason.PhoneBlocked or RefusalReason.PinBlocked)
        {
            db.Record(new AuditEvent(
                AuditAction.BlockedPhoneTried,
                phone.Environment,
                now,
                phone.AccountId,
                phone.AccountId,
                phone.Account.Foremost?.OrganisationId,
                client,
                Detail: reason.ToString()));
        }
    }
}
