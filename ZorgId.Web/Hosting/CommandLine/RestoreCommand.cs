using System.CommandLine;

namespace ZorgId.Web.Hosting.CommandLine;

/// <summary><c>restore</c>: the counterpart of <c>backup</c>.</summary>
internal static class RestoreCommand
{
    private static readonly Argument<string> File = new("FILE") { Description = "A copy that backup made." };

    public static Command Create(CommandHost host)
    {
        var restore = new Command(
            "restore",
            "Puts FILE in the database's place, once it was found whole and this portal's, with the .keys.pfx that lies beside that place. Whoever was logged in when it was "
            + "made is logged out, and its open QRs are cancelled; the log tells of the restore. The old database is kept beside the new one. "
            + "Stop the server first, and give this command as the server's user. Broken off, it leaves one or the other whole, and can be given again.")
        {
            File,
        };
        restore.SetAction((parsed, cancellation) => RestoreDatabase.RunAsync(host, Path.GetFullPath(parsed.GetRequiredValue(File)), parsed.InvocationConfiguration, cancellation));
        return restore;
    }
}
