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

    /// <summary>The enrollment. It never changes to another one, because the component has it as its <c>@key</c>.</summary>
    [Parameter, EditorRequired]
    public AcceptedEnrollment News { get; set; } = null!;

    /// <summary>Another phone showed the code too. The alert stays until somebody says which phone is the user's.</summary>
    [Parameter]
    public bool IsDisputed { get; set; }

    /// <summary>The reader has said that the phone is the right one.</summary>
    [Parameter]
    public EventCallback Answered { get; set; }

    /// <summary>True when revoking the phone begins, false when it has ended.</summary>
    [Parameter]
    public EventCallback<bool> Revoking { get; set; }

    /// <summary>The phone was revoked here.</summary>
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
            if (await user.ActAsync(Page.Environment, CancellationToken.None) is { } call
                && await revokePhone.ExecuteAsync(call, News.Sid, CancellationToken.None))
            {
                _failure = null;
                await Revoked.InvokeAsync();
            }
            else if (!News.IsRevoked)
            {
                // The second press of a double click finds nothing to revoke, which is no failure.
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
            if (await user.ActAsync(Page.Environment, CancellationToken.None) is not { } call)
                return;
            // A colleague may have answered meanwhile. Then there is nothing left to ask here either.
            await answer.ExecuteAsync(call, News.Sid, CancellationToken.None);
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
