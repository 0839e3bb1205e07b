using System.Data.Common;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using ZorgId.Core.Persistence;

namespace ZorgId.Web.Hosting;

/// <summary>An operator's mistake ends the program with one sentence, not with a stack trace.</summary>
public static class Startup
{
    private const int Failure = 1;

    public static async Task<int> GuardAsync(Func<Task> run, TextWriter errors)
    {
        try
        {
            await run();
            return 0;
        }
        catch (Exception exception) when (Explain(exception) is { } sentence)
        {
            await errors.WriteLineAsync(sentence);
            return Failure;
        }
    }

    /// <summary>What the database itself said, within what was made of it.</summary>
    internal static Exception FindDatabaseError(Exception exception)
    {
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (inner is DbException)
                return inner;
        }

        return exception;
    }

    private static string? Explain(Exception exception) => exception switch
    {
        SettingsException or TimeoutException or NewerDatabaseException => exception.Message,
        InvalidDataException { InnerException.InnerException: { } cause } => $"{exception.Message} {cause.Message}",
        DbException or DbUpdateException or RetryLimitExceededException => $"The database cannot be used: {FindDatabaseError(exception).Message}",
        OptionsValidationException options => string.Join(" ", options.Failures),
        IOException { InnerException: AddressInUseException } => "The address is in use already; choose another with --urls http://localhost:PORT.",
        SocketException => $"The address cannot be listened on: {exception.Message}.",
        // Such as https without a certificate; its second line and the next are advice to developers.
        InvalidOperationException { Source: "Microsoft.AspNetCore.Server.Kestrel.Core" } => exception.Message.Split('\n')[0].TrimEnd(),
        IOException or UnauthorizedAccessException => $"A file or folder cannot be used: {exception.Message}",
        _ => null,
    };
}
