using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Persistence;
using ZorgId.Core.QrSessions;

namespace ZorgId.Core.Users;

/// <summary>
/// Gives a new QR (<i>Nieuwe QR-code</i>) to a user who did not scan in time, or has a new phone. The
/// QRs before it are cancelled at once, and the old phone is revoked when the new one accepts.
/// </summary>
public sealed class RenewEnrollment(PortalTransactions transactions, EnrollmentOpening enrollments)
{
    /// <returns>Null where the account is not one that this actor may change, or is blocked or revoked.</returns>
    public Task<OpenedEnrollment?> ExecuteAsync(Actor actor, AccountId id, CancellationToken cancellation) =>
        transactions.RunAsync(
            async db =>
            {
                var account = await db.Accounts.WithMemberships().SingleOrDefaultAsync(a => a.Id == id, cancellation);
                if (account is null || !actor.MayRenew(account))
                    return null;
                var organisation = account.LiveMemberships.First(m => actor.Manages(m.OrganisationId)).OrganisationId;
                return await enrollments.OpenAsync(db, account, organisation, actor.AccountId, actor.Client, cancellation);
            },
            cancellation);
}
