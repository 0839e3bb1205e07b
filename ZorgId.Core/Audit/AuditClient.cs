namespace ZorgId.Core.Audit;

/// <summary>The client of an act that neither a browser nor a phone did.</summary>
public static class AuditClient
{
    // Linux allows a user name of 32 characters.
    private const int CallerLength = 32;

    /// <summary>The machine that serves the portal.</summary>
    public static string Server => $"server, {Environment.MachineName}";

    /// <summary>The operator, by their user name on this machine.</summary>
    public static string CommandLine =>
        $"command-line, {NameOperator(Environment.UserName, Environment.GetEnvironmentVariable("SUDO_USER"))}@{Environment.MachineName}";

    /// <param name="user">The user that the command runs as; for all operators that is the user of the service.</param>
    /// <param name="caller">
    /// The user who called it by <c>sudo</c>, which sets this. Anybody who runs as the user of the service can set it otherwise.
    /// </param>
    internal static string NameOperator(string user, string? caller) =>
        caller is { Length: > 0 and <= CallerLength }
        && caller != user
        && caller.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '$')
            ? $"{user} (sudo by {caller})"
            : user;
}
