namespace ZorgId.Tests.Benchmarks.Logins;

/// <summary>The database of one server that is measured, and what it costs.</summary>
internal interface ILoginStore
{
    /// <summary>The portal's settings that lead to it.</summary>
    IReadOnlyList<(string Key, string Value)> Settings { get; }

    /// <summary>Environment variables that the server's process needs besides.</summary>
    IReadOnlyList<(string Key, string Value)> Variables { get; }

    /// <summary>Processor time that the database has used outside the server's process.</summary>
    TimeSpan ProcessorTime { get; }

    /// <summary>How often something was written to the disk for good.</summary>
    long Fsyncs { get; }

    /// <summary>Makes the write to the disk that a commit waits for take <paramref name="delay"/> longer.</summary>
    Task DelayAsync(TimeSpan delay);
}
