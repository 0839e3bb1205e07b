using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Persistence;
using ZorgId.Core.PortalSessions;
using ZorgId.Core.QrSessions;

namespace ZorgId.Core.Users;

/// <summary>
/// Gives a new QR (<i>Nieuwe QR-code</i>) to a user who did not scan in time, or has a new phone. The
/// QRs before it are cancelled at once, and the old phone is revoked when the new one accepts.
/// </summary>
public sealed class RenewEnrollment(PortalTransactions transactions, CurrentActor actors, EnrollmentOpening enrollments)
{
    /// <returns>Null where the account is not one that this actor may change, or is blocked or revoked.</returns>
    public Task<OpenedEnrollment?> ExecuteAsync(PortalCall call, AccountId id, CancellationToken cancellation) =>
        transactions.RunAsync((db, cancellation) => RenewAsync(db, call, id, cancellation), cancellation);

    private async Task<OpenedEnrollment?> RenewAsync(PortalDb db, PortalCall call, AccountId id, CancellationToken cancellation)
    {
        if (await actors.FindAsync(db, call, cancellation) is not { } actor)
            return null;
        var account = await db.Accounts.WithMemberships().SingleOrDefaultAsync(a => a.Id == id, cancellation);
        if (account is not { MayHavePhone: true } || !actor.May(AccountAct.RenewQr, account))
            return null;
        // The organisation that vouches for the phone is the one for which the actor may do most.
        var organisation = actor.Organisations
            .Where(o => account.LiveMemberships.Any(m => m.OrganisationId == o.Id))
            .MaxBy(o => o.Role)!;
        return await enrollments.OpenAsync(db, account, organisation.Id, actor, cancellation);
    }
}
