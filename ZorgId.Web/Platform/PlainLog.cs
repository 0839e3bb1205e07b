using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.JSInterop;

namespace ZorgId.Web.Platform;

/// <summary>
/// The operator's log. An entry is one line, which begins with its level and its category, so that no text of others can look like
/// another entry. Errors contain what browsers and phones send, so each message and exception is escaped, and cut to what a person
/// reads. Browsers can cause a limited number of lines each minute; how many were left out is logged afterwards.
/// </summary>
internal sealed class PlainLog(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "plain";

    public const int MessageLength = 4000;

    /// <summary>The limit for the message of one exception, because an error of a browser's script becomes such a message.</summary>
    public const int ExceptionMessageLength = 1000;

    /// <summary>How many lines browsers can cause in a minute, for each part of the framework that writes them.</summary>
    public const int BrowserLines = 60;

    /// <summary>The event id of the line that tells how many were left out.</summary>
    public const int LeftOut = 1003;

    private const int StackLength = 6000;

    // Inner exceptions are written to this depth.
    private const int Depth = 6;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    // These parts of the framework handle requests and circuits, so a browser can cause whatever they log.
    private static readonly string[] OfBrowsers =
    [
        "Microsoft.AspNetCore.Components", "Microsoft.AspNetCore.SignalR", "Microsoft.AspNetCore.Http.Connections",
        "Microsoft.AspNetCore.Antiforgery", "Microsoft.AspNetCore.Authentication", "Microsoft.AspNetCore.Diagnostics",
        "Microsoft.AspNetCore.Hosting.Diagnostics", "Microsoft.AspNetCore.HttpOverrides", "Microsoft.AspNetCore.Routing",
        "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.StaticFiles",
    ];

    private readonly Lock _counting = new();
    private long _since = time.GetTimestamp();

    // The lines are counted for each part that writes them, so that many lines of one kind do not suppress those of another.
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var line = new StringBuilder();
        if (FindOfBrowser(logEntry.Category, logEntry.Exception) is { } source && !MayWrite(source, line))
            return;
        line
            .Append(
                CultureInfo.InvariantCulture,
                $"{WordFor(logEntry.LogLevel)}: {PlainText.Escape(logEntry.Category)}[{logEntry.EventId.Id}] ")
            .Append(PlainText.Escape(logEntry.Formatter(logEntry.State, logEntry.Exception) ?? "", MessageLength));
        if (logEntry.Exception is { } exception)
            Append(line.Append(" | "), exception, Depth);
        // The line is written in one call, so that another thread's text comes before or after it, and not in the middle.
        textWriter.Write(line.Append(Environment.NewLine).ToString());
    }

    private static void Append(StringBuilder line, Exception exception, int depth)
    {
        line.Append(exception.GetType()).Append(": ").Append(PlainText.Escape(exception.Message, ExceptionMessageLength));
        if (exception.StackTrace is { } stack)
            line.Append(@"\n").Append(PlainText.Escape(stack, StackLength));
        if (depth == 0)
            return;
        var inners = exception is AggregateException several
            ? several.InnerExceptions.Take(Depth)
            : exception.InnerException is { } one ? [one] : [];
        foreach (var inner in inners)
            Append(line.Append(@"\n ---> "), inner, exception is AggregateException ? 0 : depth - 1);
    }

    private static string? FindOfBrowser(string category, Exception? exception) =>
        Array.Find(OfBrowsers, name => category.StartsWith(name, StringComparison.Ordinal))
            ?? (exception?.GetBaseException() is JSException ? nameof(JSException) : null);

    private bool MayWrite(string source, StringBuilder line)
    {
        lock (_counting)
        {
            if (time.GetElapsedTime(_since) >= Window)
            {
                if (_counts.Values.Sum(count => Math.Max(0, count - BrowserLines)) is > 0 and var more)
                {
                    line.Append(
                        CultureInfo.InvariantCulture,
                        $"warn: {typeof(PlainLog)}[{LeftOut}] {more} more lines that browsers caused were left out.{Environment.NewLine}");
                }

                _since = time.GetTimestamp();
                _counts.Clear();
            }

            return (_counts[source] = _counts.GetValueOrDefault(source) + 1) <= BrowserLines;
        }
    }

    private static string WordFor(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        LogLevel.Critical => "crit",
        _ => throw new ArgumentOutOfRangeException(nameof(level)),
    };
}

internal static class PlainLogging
{
    /// <summary>
    /// Lets <see cref="PlainLog"/> write all that goes to the console. Only JSON is allowed instead, because the other formatters do not
    /// escape.
    /// </summary>
    public static ILoggingBuilder AddPlainLog(this ILoggingBuilder logging)
    {
        logging.Services.TryAddSingleton(TimeProvider.System);
        logging.AddConsoleFormatter<PlainLog, ConsoleFormatterOptions>();
        logging.Services.PostConfigure<ConsoleLoggerOptions>(console =>
            console.FormatterName = console.FormatterName == ConsoleFormatterNames.Json
                ? ConsoleFormatterNames.Json
                : PlainLog.FormatterName);
        return logging;
    }
}
