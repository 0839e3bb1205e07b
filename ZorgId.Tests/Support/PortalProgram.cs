using System.Diagnostics;
using ZorgId.Web.CommandLine;

namespace ZorgId.Tests.Support;

/// <summary>What the program said before it ended.</summary>
public sealed record ProgramEnd(int Exit, string Output, string Errors)
{
    /// <summary>Standard output, line by line.</summary>
    public string[] Lines { get; } = Output.TrimEnd('\n', '\r').Split('\n');

    /// <summary>The program complained with one sentence, and said nothing else.</summary>
    public void MustComplain(int exit, string sentence)
    {
        Assert.Equal((exit, sentence), (Exit, Errors.TrimEnd('\n', '\r')));
        Assert.Empty(Output);
    }
}

/// <summary>The real program, as a process of its own, started from another folder. Each start costs a second or two.</summary>
public static class PortalProgram
{
    // Far beyond what it takes: a program that serves instead of ending would otherwise hold the tests for ever.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <param name="settings">As environment variables.</param>
    public static Task<ProgramEnd> RunAsync(IEnumerable<(string Key, string Value)> settings, params string[] arguments) => RunAsync(Describe(settings, arguments));

    /// <param name="start">Of the program, or of what starts it.</param>
    public static async Task<ProgramEnd> RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new(process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>A command, within this process: for what is not about the process.</summary>
    /// <param name="settings">Over those of the file.</param>
    public static async Task<ProgramEnd> RunHereAsync(IEnumerable<(string Key, string Value)> settings, params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        // As with environment variables, a later one counts.
        var last = settings.GroupBy(s => s.Key, StringComparer.OrdinalIgnoreCase).Select(s => KeyValuePair.Create(s.Key, (string?)s.Last().Value));
        var exit = await PortalCommands.RunAsync(arguments, [.. last], output, errors);
        return new(exit, output.ToString(), errors.ToString());
    }

    /// <summary>How it is started, in a production's environment.</summary>
    /// <param name="settings">As environment variables.</param>
    public static ProcessStartInfo Describe(IEnumerable<(string Key, string Value)> settings, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ZorgId.Web.dll"), .. arguments])
        {
            WorkingDirectory = Path.GetTempPath(),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // These lives are short: to watch the code for a later, better compilation costs more than it brings.
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["DOTNET_TieredPGO"] = "0", ["DOTNET_TC_CallCountThreshold"] = "1000", ["Proxies__Known"] = "127.0.0.1" },
        };
        foreach (var (key, value) in settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        return start;
    }
}
