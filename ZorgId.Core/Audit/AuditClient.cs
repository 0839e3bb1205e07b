namespace ZorgId.Core.Audit;

/// <summary>From where something was done that no browser and no phone did.</summary>
public static class AuditClient
{
    /// <summary>The machine that serves the portal.</summary>
    public static string Server => $"server, {Environment.MachineName}";

    /// <summary>The operator, by the name that the machine knows them by.</summary>
    public static string CommandLine => $"command-line, {Environment.UserName}@{Environment.MachineName}";
}
