using System.Diagnostics;

namespace ZorgId.Tests.Support;

/// <summary>The program on a machine that lacks something: in a namespace of its own, which only it sees, or without the rights of root.</summary>
internal static class Machine
{
    /// <summary>Runs the program after a script has changed the machine for it.</summary>
    /// <param name="script">For bash, as the root of the namespace; <c>$DISK</c> is an empty folder to mount a disk at.</param>
    /// <param name="disk">That folder, as the settings may name it.</param>
    public static Task<ProgramEnd> RunAsync(string script, string disk, IEnumerable<(string Key, string Value)> settings, params string[] arguments)
    {
        var program = PortalProgram.Describe(settings, arguments);
        string[] line = [program.FileName, .. program.ArgumentList];
        Become(program, "unshare", ["--user", "--map-root-user", "--mount", "bash", "-e", "-c", $"{script}\nexec \"$@\"", "bash", .. line]);
        program.Environment["DISK"] = disk;
        return PortalProgram.RunAsync(program);
    }

    /// <summary>Runs it as this user, and bound by the permissions of files, which root is not.</summary>
    public static Task<ProgramEnd> RunWithoutRightsAsync(IEnumerable<(string Key, string Value)> settings, params string[] arguments)
    {
        var program = PortalProgram.Describe(settings, arguments);
        if (string.Equals(Environment.UserName, "root", StringComparison.Ordinal))
            Become(program, "setpriv", ["--bounding-set", "-all", "--inh-caps", "-all", program.FileName, .. program.ArgumentList]);
        return PortalProgram.RunAsync(program);
    }

    /// <summary>Skips a test where the system does not let its users have namespaces.</summary>
    public static async Task MustHaveNamespacesAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/unshare"), "This system has no namespaces.");
        using var attempt = Process.Start("/usr/bin/unshare", ["--user", "--map-root-user", "--mount", "true"]);
        await attempt.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.SkipUnless(attempt.ExitCode == 0, "This system lets nobody mount a disk of their own (unshare).");
    }

    private static void Become(ProcessStartInfo start, string program, string[] arguments)
    {
        start.FileName = program;
        start.ArgumentList.Clear();
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
    }
}
