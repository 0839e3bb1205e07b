using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Phones;

internal static class BlockedTries
{
    /// <summary>
    /// A phone that is blocked, or whose PIN is, was used all the same: each time is an entry, so that a lost phone can be
    /// followed.
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
