using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Persistence;
using ZorgId.Core.QrSessions;

namespace ZorgId.Web.Demo;

/// <summary>
/// Gives the demo's beheerder a new QR, and cancels the earlier ones. It asks nobody who they are, so a portal that is no demo
/// does not have it.
/// </summary>
public sealed class EnrollBeheerder(PortalTransactions transactions, EnrollmentOpening enrollments)
{
    /// <exception cref="InvalidOperationException">The database has no such person, so it is not a demo's.</exception>
    public Task<OpenedEnrollment> ExecuteAsync(CancellationToken cancellation)
    {
        var key = DemoData.Beheerder.IdentityKey;
        return transactions.RunAsync(
            async (db, cancellation) =>
            {
                var account = await db.Accounts
                    .WithOrganisations()
                    .SingleAsync(a => a.IdentityKey == key, cancellation);
                return await enrollments.OpenAsync(db, account, account.Foremost?.OrganisationId, new OperatorActor("demo"), cancellation);
            },
            cancellation);
    }
}
