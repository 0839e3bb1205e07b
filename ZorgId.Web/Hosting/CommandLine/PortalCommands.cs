using System.CommandLine;

namespace ZorgId.Web.Hosting.CommandLine;

/// <summary>What an operator can do without the server: commands, named before any option.</summary>
public static class PortalCommands
{
    /// <summary>The input was wrong; one line on stderr says how.</summary>
    public const int WrongInput = 2;

    /// <summary>Whether this is a command, and not the server's own options.</summary>
    public static bool Handles(string[] args) => args is [var first, ..] && (!first.StartsWith('-') || first is "--help" or "-h" or "-?" or "--version");

    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("ZORG-ID Portaal. Without a command it serves the portal.")
        {
            AdministratorCommand.Create(),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors is [var error, ..])
        {
            await Console.Error.WriteLineAsync(error.Message);
            return WrongInput;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }
}
