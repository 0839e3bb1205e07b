using ZorgId.Core.Accounts;

namespace ZorgId.Core.QrSessions;

/// <summary>What was decided.</summary>
/// <param name="State"><see cref="SessionState.Accepted"/> or <see cref="SessionState.Refused"/>.</param>
/// <param name="Account">An accepted enrollment: the account that the phone now has.</param>
public sealed record DecidedSession(SessionId Sid, SessionState State, PortalEnvironment Environment, SessionSubject? Account)
{
    internal static DecidedSession Of(QrSession session, Account account)
    {
        var state = session.State == SessionState.Refused ? SessionState.Refused : SessionState.Accepted;
        var subject = session.Kind == SessionKind.Enrollment && state == SessionState.Accepted
            ? SessionSubject.Of(account.Person.FullName, account)
            : null;
        return new(session.Id, state, session.Environment, subject);
    }
}
