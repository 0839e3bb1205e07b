using System.Runtime.CompilerServices;
using Bunit;
using Microsoft.Playwright;

namespace ZorgId.Tests.Support;

/// <summary>How long a test waits for what must come. Longer than on any machine that works: it costs time only where a test fails.</summary>
internal static class TestTimeouts
{
    /// <summary>For what waits within a page's script: Playwright would wait for it without end.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [ModuleInitializer]
    internal static void Apply()
    {
        BunitContext.DefaultWaitTimeout = Limit;
        Assertions.SetDefaultExpectTimeout((float)Limit.TotalMilliseconds);
    }
}
