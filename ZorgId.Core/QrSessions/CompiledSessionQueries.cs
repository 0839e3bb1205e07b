using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.QrSessions;

/// <summary>What each login asks of the sessions (<see cref="PortalDb.Compiled"/>).</summary>
internal sealed class CompiledSessionQueries
{
    public Func<PortalDb, SessionId, PortalEnvironment, CancellationToken, Task<QrSession?>> ById { get; } = EF.CompileAsyncQuery(
        (PortalDb db, SessionId sid, PortalEnvironment environment, CancellationToken _) =>
            db.QrSessions.SingleOrDefault(s => s.Id == sid && s.Environment == environment));

    /// <summary>How many logins a network has open at a time.</summary>
    public Func<PortalDb, string?, DateTime, CancellationToken, Task<int>> OpenLogins { get; } = EF.CompileAsyncQuery(
        (PortalDb db, string? network, DateTime now, CancellationToken _) => db.QrSessions.Count(
            s => (s.State == SessionState.Open || s.State == SessionState.Claimed) && s.ExpiresAt > now
                && s.Kind == SessionKind.Login && s.Network == network));
}
