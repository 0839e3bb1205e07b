using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Sessions;

/// <summary>Which enrollments may still change what an overview shows.</summary>
public sealed class ViewOpenEnrollments(IDbContextFactory<PortalDb> databases)
{
    /// <param name="accounts">Those on the page.</param>
    public async Task<IReadOnlyList<SessionId>> ExecuteAsync(IReadOnlyList<AccountId> accounts, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.QrSessions
            .Where(s => s.Kind == SessionKind.Enrollment && (s.State == SessionState.Open || s.State == SessionState.Claimed))
            .Where(s => s.AccountId != null && accounts.Contains(s.AccountId.Value))
            .Select(s => s.Id).ToListAsync(cancellation);
    }
}
