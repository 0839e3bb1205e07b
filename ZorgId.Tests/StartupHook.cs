using System.Runtime.Loader;

#pragma warning disable CA1050, MA0047 // The runtime looks for this name, outside any namespace.
/// <summary>
/// Lets a process of the portal find this assembly, and what it needs besides the portal's own. .NET calls it before the program
/// begins, where <c>DOTNET_STARTUP_HOOKS</c> names this assembly's file; a benchmark does that (<c>Benchmarks/Logins</c>).
/// </summary>
internal static class StartupHook
{
    public static void Initialize() => AssemblyLoadContext.Default.Resolving += (context, name) =>
        Path.Combine(Path.GetDirectoryName(typeof(StartupHook).Assembly.Location)!, name.Name + ".dll") is var file && File.Exists(file)
            ? context.LoadFromAssemblyPath(file)
            : null;
}
