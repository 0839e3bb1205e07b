using System.CommandLine;
using ZorgId.Web.Platform;
using ZorgId.Web.Platform.Machine;

namespace ZorgId.Web.CommandLine;

/// <summary>What an operator can do without the server: commands, named before any option.</summary>
public static class PortalCommands
{
    private static readonly string[] Help = ["--help", "-h", "-?", "--version"];

    // An interrupted command may take this long to say what became of its work.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Whether this is a command, and not the server's own options.</summary>
    public static bool Handles(string[] args) =>
        args is [var first, ..] && (!first.StartsWith('-') || Help.Contains(first, StringComparer.Ordinal));

    private static bool AsksForHelp(string[] args) => args.TakeWhile(a => a != "--").Any(a => Help.Contains(a, StringComparer.Ordinal));

    public static Task<int> RunAsync(string[] args) => RunAsync(args, [], Console.Out, Console.Error, Terminal.Find());

    /// <param name="settings">They take precedence over those of the file and the environment.</param>
    public static Task<int> RunAsync(
        string[] args,
        IReadOnlyCollection<KeyValuePair<string, string?>> settings,
        TextWriter output,
        TextWriter errors) =>
        RunAsync(args, settings, output, errors, Terminal.None);

    private static async Task<int> RunAsync(
        string[] args,
        IReadOnlyCollection<KeyValuePair<string, string?>> settings,
        TextWriter rawOutput,
        TextWriter rawErrors,
        Terminal terminal)
    {
        await using var output = new PlainWriter(rawOutput);
        await using var errors = new PlainWriter(rawErrors);
        // Arguments contain names and dates, which cannot be read on a machine without ICU and time zones. Help contains neither.
        if (!AsksForHelp(args) && SystemCheck.FindFault() is { } fault)
        {
            await errors.WriteLineAsync(fault);
            return Startup.Refused;
        }

        var host = new CommandHost(settings, terminal);
        var root = new RootCommand("ZORG-ID Portaal. Without a command it serves the portal.")
        {
            AdministratorCommand.Create(host),
            AuditCommand.Create(host),
            BackupCommand.Create(host),
            RestoreCommand.Create(host),
            RestoredCommand.Create(host),
            MoveCommand.Create(host),
            KeysCommand.Create(host),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors is [var error, ..])
        {
            // An unknown word explains more than the error about what is missing because of it.
            await errors.WriteLineAsync(
                parsed.UnmatchedTokens is [var unknown, ..] ? $"'{unknown}' is not known here; --help lists what is." : error.Message);
            return Startup.Refused;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = ShutdownTimeout,
            Output = output,
            Error = errors,
        });
    }
}
