using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Changes;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.QrSessions;

/// <summary>
/// Tells who is concerned by a change of a session. A row of the overview shows the account's status and its latest enrollment.
/// </summary>
internal static class SessionTopics
{
    /// <summary>Notes that the sessions have changed, and for enrollments the overviews that show their accounts.</summary>
    public static async Task ChangedAsync(this PortalDb db, CancellationToken cancellation, params IReadOnlyList<QrSession> sessions)
    {
        var accounts = sessions.Where(s => s.Kind == SessionKind.Enrollment).Select(s => s.AccountId!.Value).ToList();
        IReadOnlyList<OrganisationId> organisations = accounts.Count == 0
            ? []
            : await db.LiveMemberships
                .Where(m => accounts.Contains(m.AccountId))
                .Select(m => m.OrganisationId)
                .Distinct()
                .ToListAsync(cancellation);
        db.Changed([.. sessions.Select(s => Topic.Of(s.Id)), .. organisations.Select(Topic.Of)]);
    }
}
