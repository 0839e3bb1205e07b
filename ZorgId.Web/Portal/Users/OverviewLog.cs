namespace ZorgId.Web.Portal.Users;

/// <summary>What both parts of the overview log. They log it in the name of the page, so that an operator finds it in one place.</summary>
internal static partial class OverviewLog
{
    [LoggerMessage(2304, LogLevel.Error, "The overview could not be read.")]
    public static partial void LogFailed(this ILogger<OverviewPage> logger, Exception exception);
}
