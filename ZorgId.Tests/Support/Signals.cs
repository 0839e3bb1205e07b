using System.Diagnostics;
using System.Globalization;

namespace ZorgId.Tests.Support;

internal static class Signals
{
    /// <summary>Asks a process to end, which it may do in its own time.</summary>
    public static void Terminate(Process process)
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
