using System.Data.Common;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using ZorgId.Core.Persistence;
using ZorgId.Web.Platform.Settings;

namespace ZorgId.Web.Platform;

/// <summary>An operator's mistake ends the program with one sentence, not with a stack trace.</summary>
public static class Startup
{
    /// <summary>
    /// The exit code that says that the machine or the command line must be changed; a wrong setting ends with 1. Nothing was
    /// written, and one line on stderr gives the reason.
    /// </summary>
    public const int Refused = 2;

    private const int Failure = 1;

    // These parts of the framework read settings that are not the program's own: how the server listens and logs.
    private static readonly string[] Readers =
        [
            "Microsoft.AspNetCore.Server.Kestrel",
            "Microsoft.AspNetCore.Http",
            "Microsoft.AspNetCore.Hosting",
            "Microsoft.Extensions.Configuration",
            "Microsoft.Extensions.Logging",
        ];

    public static async Task<int> GuardAsync(Func<Task> run, TextWriter errors)
    {
        try
        {
            await run();
            return 0;
        }
        catch (Exception exception) when (Explain(exception) is { } sentence)
        {
            await errors.WriteLineAsync(PlainText.Escape(sentence.ReplaceLineEndings(" ")));
            return exception is StartRefusedException ? Refused : Failure;
        }
    }

    /// <summary>The database's own error, which others may have wrapped.</summary>
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
        StartRefusedException or SettingsException or TimeoutException or NewerDatabaseException or TamperedSchemaException =>
            exception.Message,
        // A settings file has a mistake: the outer message names the file, the inner one the mistake.
        InvalidDataException { InnerException: { } cause } => $"{exception.Message} {cause.GetBaseException().Message}",
        DbException or DbUpdateException or RetryLimitExceededException =>
            $"The database cannot be used: {FindDatabaseError(exception).Message}",
        InvalidOperationException when FindDatabaseError(exception) is DbException database =>
            $"The database cannot be used: {database.Message}",
        OptionsValidationException options => string.Join(" ", options.Failures),
        IOException { InnerException: AddressInUseException } =>
            "The address is in use already; choose another with --urls http://localhost:PORT.",
        SocketException => $"The address cannot be listened on: {exception.Message}.",
        // From the second line on, the message has advice for developers.
        InvalidOperationException or FormatException or ArgumentException or NotSupportedException when IsOfReader(exception) =>
            $"A setting cannot be used: {exception.Message.Split('\n')[0].TrimEnd()}",
        CryptographicException => $"A certificate cannot be used: {exception.Message}",
        IOException or UnauthorizedAccessException => $"A file or folder cannot be used: {exception.Message}",
        _ => null,
    };

    private static bool IsOfReader(Exception exception) =>
        exception.Source is { } source && Array.Exists(Readers, reader => source.StartsWith(reader, StringComparison.Ordinal));
}
