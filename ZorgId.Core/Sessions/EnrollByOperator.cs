using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Sessions;

/// <summary>The operator, not a beheerder, gives an account that exists a new QR. The ones before it die.</summary>
public sealed class EnrollByOperator(PortalTransactions transactions, EnrollmentOpening enrollments, ISessionEvents events)
{
    /// <exception cref="InvalidOperationException">There is no such account.</exception>
    public async Task<OpenedEnrollment> ExecuteAsync(AccountId id, string client, CancellationToken cancellation)
    {
        var opened = await transactions.RunAsync(
            async db =>
            {
                var account = await db.Accounts.Include(a => a.Memberships).ThenInclude(m => m.Organisation).SingleAsync(a => a.Id == id, cancellation);
                return await enrollments.OpenAsync(db, account, account.Foremost?.OrganisationId, openedBy: null, client, cancellation);
            },
            cancellation);
        foreach (var sid in opened.Cancelled)
            events.Publish(sid);
        return opened;
    }
}
