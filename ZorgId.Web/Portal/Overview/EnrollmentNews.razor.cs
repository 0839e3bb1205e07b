using System.Globalization;
using Microsoft.AspNetCore.Components;
using ZorgId.Core.Sessions;
using ZorgId.Web.Hosting;
using ZorgId.Web.Portal.Registration;

namespace ZorgId.Web.Portal.Overview;

public sealed partial class EnrollmentNews(PortalUser user, RevokeEnrolledPhone revokePhone, ILogger<EnrollmentNews> logger) : ComponentBase
{
    private bool _isRevoked;
    private string? _failure;

    /// <summary>Another one needs another component (<c>@key</c>).</summary>
    [Parameter, EditorRequired]
    public AcceptedEnrollment News { get; set; } = null!;

    [Parameter]
    public EventCallback Renew { get; set; }

    [Parameter]
    public EventCallback Close { get; set; }

    [CascadingParameter]
    private PageContext Page { get; set; } = null!;

    private string Sentence => News.IsNewUser
        ? string.Format(CultureInfo.CurrentCulture, EnrollmentTexts.Registered, News.Name, EnrollNewUser.DefaultRole.OnScreen())
        : string.Format(CultureInfo.CurrentCulture, EnrollmentTexts.Renewed, News.Name);

    private async Task RevokeAsync()
    {
        try
        {
            // Never back to false: the second press of a double click finds nothing left to revoke.
            if (await user.FindAsync(Page.Environment, byPerson: true, CancellationToken.None) is { } actor
                && await revokePhone.ExecuteAsync(actor, News.Sid, CancellationToken.None))
            {
                _isRevoked = true;
            }

            _failure = _isRevoked ? null : EnrollmentTexts.NotRevoked;
        }
        catch (Exception exception) when (exception.IsOutage())
        {
            LogFailed(exception);
            _failure = EnrollmentTexts.NotRevokedNow;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "A phone could not be revoked.")]
    private partial void LogFailed(Exception exception);
}
