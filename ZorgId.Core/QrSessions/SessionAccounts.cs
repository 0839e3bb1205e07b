using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Persistence;
using ZorgId.Core.Phones;

namespace ZorgId.Core.QrSessions;

internal static class SessionAccounts
{
    /// <summary>
    /// The account that a claimed session is for, with its memberships and their organisations. A login is for that of its phone,
    /// which is not read again.
    /// </summary>
    /// <param name="phone">The phone that speaks, as this transaction has read it; null for a key without an account.</param>
    public static async Task<Account> AccountOfAsync(this PortalDb db, QrSession session, Phone? phone, CancellationToken cancellation) =>
        phone is not null && phone.AccountId == session.AccountId
            ? phone.Account
            : await db.Accounts.WithOrganisations().SingleAsync(a => a.Id == session.AccountId, cancellation);
}
