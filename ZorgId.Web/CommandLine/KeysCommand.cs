using System.CommandLine;

namespace ZorgId.Web.CommandLine;

/// <summary><c>keys rewrap</c>: another certificate takes the place of the one that wraps the key ring.</summary>
internal static class KeysCommand
{
    private static readonly Option<string> Old = new("--old")
    {
        Description = "The PFX file that wraps the keys until now; for SQLite it may be the .keys.pfx beside the database. "
            + "Its password, if it has one, stands in the environment variable Keys__OldPassword.",
        HelpName = "FILE",
        Required = true,
    };

    public static Command Create(CommandHost host)
    {
        var rewrap = new Command(
            "rewrap",
            "Unwraps each key of the ring with --old and wraps it with the certificate that the settings name now (Keys:Certificate; "
            + "for SQLite without it, the .keys.pfx beside the database). "
            + "All of them or none; those that are so already are left alone, so that it can be given again. "
            + "Stop the server first, every node of it; then only the new certificate opens the database. "
            + "The keys stay the same: who has had the old file and the database, or a backup, has them still. "
            + "Keep the old file for the backups that were made before.")
        {
            Old,
        };
        rewrap.SetAction((parsed, _) =>
            RewrapKeyRing.RunAsync(host, Path.GetFullPath(parsed.GetRequiredValue(Old)), parsed.InvocationConfiguration));
        return new Command("keys", "Manages the keys that encrypt what is secret in the database.") { rewrap };
    }
}
