using Bunit;
using Microsoft.Playwright;
using ZorgId.Tests.Support;

[assembly: AssemblyFixture(typeof(TestTimeouts))]

namespace ZorgId.Tests.Support;

/// <summary>
/// How long a test waits for what must come. Longer than on any machine that works: it costs time only where a test fails. xunit
/// makes the one instance before the first test; a module initializer would run in the processes too that benchmarks start.
/// </summary>
public sealed class TestTimeouts
{
    /// <summary>For what waits within a page's script: Playwright would wait for it without end.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public TestTimeouts()
    {
        BunitContext.DefaultWaitTimeout = Limit;
        Assertions.SetDefaultExpectTimeout((float)Limit.TotalMilliseconds);
    }
}
