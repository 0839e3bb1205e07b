namespace ZorgId.Core.Audit;

/// <summary>From where something was done that no browser and no phone did.</summary>
public static class AuditClient
{
    // Of a user's name, on Linux.
    private const int CallerLength = 32;

    /// <summary>The machine that serves the portal.</summary>
    public static string Server => $"server, {Environment.MachineName}";

    /// <summary>The operator, by the name that the machine knows them by.</summary>
    public static string CommandLine =>
        $"command-line, {NameOperator(Environment.UserName, Environment.GetEnvironmentVariable("SUDO_USER"))}@{Environment.MachineName}";

    /// <param name="user">As whom the command runs: all operators use that of the service.</param>
    /// <param name="caller">Who called it by <c>sudo</c>, which sets this; anybody who is the service's user can set it otherwise.</param>
    internal static string NameOperator(string user, string? caller) =>
        caller is { Length: > 0 and <= CallerLength }
        && caller != user
        && caller.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '$')
            ? $"{user} (sudo by {caller})"
            : user;
}
