using System.Runtime.CompilerServices;
using Bunit;
using Microsoft.Playwright;

namespace ZorgId.Tests.Support;

/// <summary>How long a test waits for what must come. Longer than on any machine that works: it costs time only where a test fails.</summary>
internal static class Patience
{
    [ModuleInitializer]
    internal static void Have()
    {
        BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(30);
        Assertions.SetDefaultExpectTimeout(30_000);
    }
}
