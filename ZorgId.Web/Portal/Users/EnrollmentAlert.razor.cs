using Microsoft.AspNetCore.Components;
using ZorgId.Core.Users;
using ZorgId.Web.Platform;
using ZorgId.Web.Portal.Shell;

namespace ZorgId.Web.Portal.Users;

public sealed partial class EnrollmentAlert(
    PortalUser user,
    RevokePhone revokePhone,
    AnswerSecondPhone answer,
    ILogger<EnrollmentAlert> logger) : ComponentBase
{
    private bool _isAsking;
    private string? _failure;

    /// <summary>Another one needs another component (<c>@key</c>).</summary>
    [Parameter, EditorRequired]
    public AcceptedEnrollment News { get; set; } = null!;

    /// <summary>Another phone showed the code too, and nobody has said yet which one is the user's: it stays until somebody does.</summary>
    [Parameter]
    public bool IsDisputed { get; set; }

    /// <summary>Its phone was said to be the right one here.</summary>
    [Parameter]
    public EventCallback Answered { get; set; }

    /// <summary>True while its phone is being taken back.</summary>
    [Parameter]
    public EventCallback<bool> Revoking { get; set; }

    /// <summary>Its phone has been taken back here.</summary>
    [Parameter]
    public EventCallback Revoked { get; set; }

    [Parameter]
    public EventCallback Renew { get; set; }

    [Parameter]
    public EventCallback Close { get; set; }

    [CascadingParameter]
    private PageContext Page { get; set; } = null!;

    private string Sentence => News.IsNewUser
        ? EnrollmentTexts.Registered.Filled(News.Name, RegisterUser.DefaultRole.OnScreen())
        : EnrollmentTexts.Renewed.Filled(News.Name);

    private async Task RevokeAsync()
    {
        _isAsking = false;
        await Revoking.InvokeAsync(true);
        try
        {
            if (await user.FindAsync(Page.Environment, byPerson: true, CancellationToken.None) is { } actor
                && await revokePhone.ExecuteAsync(actor, News.Sid, CancellationToken.None))
            {
                _failure = null;
                await Revoked.InvokeAsync();
            }
            else if (!News.IsRevoked)
            {
                // The second press of a double click finds nothing left to revoke, and that is no failure.
                _failure = EnrollmentTexts.NotRevoked;
            }
        }
        catch (Exception exception) when (exception.IsDatabaseUnavailable())
        {
            LogFailed(exception);
            _failure = EnrollmentTexts.NotRevokedNow;
        }
        finally
        {
            await Revoking.InvokeAsync(false);
        }
    }

    private async Task AnswerAsync()
    {
        try
        {
            if (await user.FindAsync(Page.Environment, byPerson: true, CancellationToken.None) is not { } actor)
                return;
            // Where a colleague has answered it meanwhile, there is nothing to ask here either.
            await answer.ExecuteAsync(actor, News.Sid, CancellationToken.None);
            await Answered.InvokeAsync();
        }
        catch (Exception exception) when (exception.IsDatabaseUnavailable())
        {
            LogUnanswered(exception);
            _failure = EnrollmentTexts.NotAnsweredNow;
        }
    }

    [LoggerMessage(2301, LogLevel.Error, "An answer about a second phone could not be stored.")]
    private partial void LogUnanswered(Exception exception);

    [LoggerMessage(2302, LogLevel.Error, "A phone could not be revoked.")]
    private partial void LogFailed(Exception exception);
}
