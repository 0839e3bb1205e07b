using Microsoft.Extensions.Logging;

namespace ZorgId.Tests.Support;

/// <summary>A log that counts what it is told went wrong.</summary>
public sealed class LoggedFailures : ILoggerProvider, ILogger
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (exception is not null)
            Interlocked.Increment(ref _count);
    }

    public void Dispose()
    {
        // Holds nothing.
    }
}
