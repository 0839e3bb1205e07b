using System.Runtime.InteropServices;

namespace ZorgId.Web.Platform.Machine;

/// <summary>
/// Looks for ICU before the runtime does. Where it is missing, the runtime would end the program with a stack trace when it compares
/// the first text. In invariant mode the program goes on until <see cref="SystemCheck"/> says what is missing.
/// </summary>
internal static class IcuProbe
{
    private const string Invariant = "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT";

    /// <summary>Must be the first thing that the program does.</summary>
    public static void Run()
    {
        try
        {
            if (OperatingSystem.IsLinux() && Load() == 0)
                Environment.SetEnvironmentVariable(Invariant, "1");
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            // Another build of the runtime does not have this function. It looks for ICU itself, and reports that in its own way.
        }
    }

    // The runtime itself calls this function. Loading ICU twice does no harm.
    [DllImport("libSystem.Globalization.Native", EntryPoint = "GlobalizationNative_LoadICU")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Load();
}
