using ZorgId.Core.Accounts;
using ZorgId.Core.QrSessions;
using ZorgId.Core.Users;
using ZorgId.Web.Portal.Shell;

namespace ZorgId.Web.Portal.Users;

/// <summary>
/// The enrollment whose popup was open when the page before this one went, in this tab. The browser has kept its sid and
/// nothing else; what became of it is in its row.
/// </summary>
public sealed class LostEnrollment(DisconnectScript script, FindOwnEnrollment find)
{
    private SessionId? _sid;
    private bool _isAsked;

    /// <returns>Null where there is nothing to tell: no popup was open, or a later QR or a block has made it pointless.</returns>
    public async Task<OwnEnrollment?> FindAsync(Actor actor, CancellationToken cancellation)
    {
        if (!_isAsked)
        {
            _sid = SessionId.TryParse(await script.FindLeftAsync(DisconnectScript.Enrollment), out var left) ? left : null;
            _isAsked = true;
        }

        if (_sid is not { } sid)
            return null;
        var found = await find.ExecuteAsync(actor, sid, cancellation);
        if (found is not null && (found.View.State == SessionState.Accepted ? found.HasPhone : !found.IsSuperseded))
            return found;
        await ForgetAsync();
        return null;
    }

    /// <summary>It has been told, or read.</summary>
    public async Task ForgetAsync()
    {
        _sid = null;
        await script.ForgetLeftAsync(DisconnectScript.Enrollment);
    }
}
