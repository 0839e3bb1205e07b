using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace ZorgId.Web.Hosting;

/// <summary>An operator's mistake ends the program with one sentence, not with a stack trace.</summary>
public static class Startup
{
    private const int Failure = 1;

    public static async Task<int> GuardAsync(Func<Task> run)
    {
        try
        {
            await run();
            return 0;
        }
        catch (Exception exception) when (Explain(exception) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return Failure;
        }
    }

    private static string? Explain(Exception exception) => exception switch
    {
        SettingsException => exception.Message,
        OptionsValidationException options => string.Join(" ", options.Failures),
        IOException { InnerException: AddressInUseException } => "The address is in use already; choose another with --urls http://localhost:PORT.",
        SocketException socket => socket.Message,
        _ => null,
    };
}
