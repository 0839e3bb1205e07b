using System.CommandLine;

namespace ZorgId.Web.Hosting.CommandLine;

/// <summary>What an operator can do without the server: commands, named before any option.</summary>
public static class PortalCommands
{
    /// <summary>The input was wrong; one line on stderr says how.</summary>
    public const int WrongInput = 2;

    /// <summary>Whether this is a command, and not the server's own options.</summary>
    public static bool Handles(string[] args) => args is [var first, ..] && (!first.StartsWith('-') || first is "--help" or "-h" or "-?" or "--version");

    public static Task<int> RunAsync(string[] args) => RunAsync(args, [], Console.Out, Console.Error);

    /// <param name="settings">Over those of the file and the environment.</param>
    public static async Task<int> RunAsync(string[] args, IReadOnlyCollection<KeyValuePair<string, string?>> settings, TextWriter output, TextWriter errors)
    {
        var host = new CommandHost(settings);
        var root = new RootCommand("ZORG-ID Portaal. Without a command it serves the portal.")
        {
            AdministratorCommand.Create(host),
            AuditCommand.Create(host),
            BackupCommand.Create(host),
            RestoreCommand.Create(host),
            RestoredCommand.Create(host),
            MoveCommand.Create(host),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors is [var error, ..])
        {
            // A word that nobody knows explains more than what is missing because of it.
            await errors.WriteLineAsync(parsed.UnmatchedTokens is [var unknown, ..] ? $"'{unknown}' is not known here; --help lists what is." : error.Message);
            return WrongInput;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output, Error = errors });
    }
}
