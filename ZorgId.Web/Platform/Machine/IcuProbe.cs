using System.Runtime.InteropServices;

namespace ZorgId.Web.Platform.Machine;

/// <summary>
/// Looks for ICU before the runtime does. Where it is missing, the runtime would end the program with a stack trace at the
/// first text that is compared; without cultures it goes on until <see cref="SystemCheck"/> says what is missing.
/// </summary>
internal static class IcuProbe
{
    private const string Invariant = "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT";

    /// <summary>Must be the first that the program does.</summary>
    public static void Run()
    {
        try
        {
            if (OperatingSystem.IsLinux() && Load() == 0)
                Environment.SetEnvironmentVariable(Invariant, "1");
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            // Another build of the runtime: it looks for ICU itself, and says so in its own way.
        }
    }

    // What the runtime itself calls. To load twice does no harm.
    [DllImport("libSystem.Globalization.Native", EntryPoint = "GlobalizationNative_LoadICU")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Load();
}
