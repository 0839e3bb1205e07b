using System.Diagnostics;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Benchmarks.Logins;

/// <summary>A server that people log in to, in one or more processes of its own.</summary>
/// <param name="name">As the table has it.</param>
internal abstract class LoginContestant(string name, ILoginStore store, IReadOnlyList<ServingProgram> nodes) : IDisposable
{
    public string Name => name;

    public ILoginStore Store => store;

    /// <summary>How many processes.</summary>
    public int Nodes => nodes.Count;

    /// <summary>Processor time of all its processes.</summary>
    public TimeSpan ProcessorTime => nodes.Aggregate(TimeSpan.Zero, (sum, node) => sum + ProcessTimes.OfTree(node.Id));

    /// <summary>One login, from its opening to the answer that it is accepted.</summary>
    public abstract Task LogInAsync();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        foreach (var node in nodes)
            node.Dispose();
    }

    /// <summary>Starts a process that serves in Production, writes warnings only, and runs as .NET runs the portal.</summary>
    /// <param name="program">What comes after <c>dotnet</c>.</param>
    protected static async Task<ServingProgram> StartAsync(
        ILoginStore store, IReadOnlyList<(string Key, string Value)> settings, params string[] program)
    {
        var start = new ProcessStartInfo("dotnet", [.. program, "--urls", "http://127.0.0.1:0"])
        {
            WorkingDirectory = Path.GetTempPath(),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                // What is called often is compiled for good at once, and not only when nothing new was called for a while.
                ["DOTNET_TC_CallCountingDelayMs"] = "0",
                ["Logging__LogLevel__Default"] = "Warning",
                ["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information",
            },
        };
        foreach (var (key, value) in store.Settings.Concat(store.Variables).Concat(settings))
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        var server = ServingProgram.Begin(start);
        await server.MustListenAsync();
        return server;
    }
}
