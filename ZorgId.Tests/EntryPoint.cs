using System.Diagnostics.CodeAnalysis;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;
using ZorgId.Tests.Benchmarks.Logins;

namespace ZorgId.Tests;

/// <summary>
/// Runs the tests, as the entry point does that xunit makes by itself; or a server that a benchmark compares with the portal.
/// </summary>
[ExcludeFromCodeCoverage]
internal static class EntryPoint
{
    public static async Task<int> Main(string[] args)
    {
        if (args is [OpenIddictServer.Command, ..])
            return await OpenIddictServer.RunAsync(args[1..]);
        return args.Contains("--server", StringComparer.Ordinal) || args.Contains("--internal-msbuild-node", StringComparer.Ordinal)
            ? await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
            : await ConsoleRunner.Run(args);
    }
}
