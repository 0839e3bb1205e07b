using ZorgId.Core.PortalSessions;
using ZorgId.Core.QrSessions;
using ZorgId.Core.Users;
using ZorgId.Web.Portal.Shell;

namespace ZorgId.Web.Portal.Users;

/// <summary>
/// Finds the enrollment whose popup was open when the previous page in this tab lost its circuit. The browser has stored only its sid;
/// the enrollment's row says what became of it.
/// </summary>
public sealed class LostEnrollment(DisconnectScript script, FindOwnEnrollment find)
{
    private SessionId? _sid;
    private bool _isAsked;

    /// <returns>Null where no popup was open, or where a later QR or a blocked account makes the enrollment irrelevant.</returns>
    public async Task<OwnEnrollment?> FindAsync(PortalCall call, CancellationToken cancellation)
    {
        if (!_isAsked)
        {
            _sid = SessionId.TryParse(await script.FindLeftAsync(DisconnectScript.Enrollment), out var left) ? left : null;
            _isAsked = true;
        }

        if (_sid is not { } sid)
            return null;
        var found = await find.ExecuteAsync(call, sid, cancellation);
        if (found is not null && (found.View.State == SessionState.Accepted ? found.HasPhone : !found.IsSuperseded))
            return found;
        await ForgetAsync();
        return null;
    }

    /// <summary>The reader has been told about it, so the browser need not keep it.</summary>
    public async Task ForgetAsync()
    {
        _sid = null;
        await script.ForgetLeftAsync(DisconnectScript.Enrollment);
    }
}
