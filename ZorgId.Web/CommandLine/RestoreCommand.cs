using System.CommandLine;
using ZorgId.Core.Audit;

namespace ZorgId.Web.CommandLine;

/// <summary><c>restore</c>: the counterpart of <c>backup</c>.</summary>
internal static class RestoreCommand
{
    private static readonly Argument<string> File = new("FILE") { Description = "A copy that backup made, with FILE.sig beside it." };

    private static readonly Option<AuditMark?> Head = AuditCommand.CreateHead(
        "A head that the server told before the backup was made: the copy's log must hold that entry, or nothing is restored.");

    private static readonly Option<bool> Unsigned = new("--unsigned")
    {
        Description = "Takes FILE also where FILE.sig is missing or is not of this file; the log says so. "
            + "Only for a file that nobody else could write to.",
    };

    public static Command Create(CommandHost host)
    {
        var restore = new Command(
            "restore",
            "Puts FILE in the database's place, once it was found whole, as backup has signed it, and this portal's, "
            + "with the .keys.pfx that lies beside that place. "
            + "Whoever was logged in when it was made is logged out, and its open QRs are cancelled; the log tells of the restore. "
            + "The old database is kept beside the new one. "
            + "Stop the server first, and give this command as the server's user. "
            + "Broken off, it leaves one or the other whole, and can be given again.")
        {
            File, Head, Unsigned,
        };
        restore.SetAction((parsed, cancellation) => RestoreDatabase.RunAsync(
            host,
            new(Path.GetFullPath(parsed.GetRequiredValue(File)), parsed.GetValue(Head), parsed.GetValue(Unsigned)),
            parsed.InvocationConfiguration,
            cancellation));
        return restore;
    }
}
