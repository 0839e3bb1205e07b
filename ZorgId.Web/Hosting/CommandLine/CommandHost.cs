using System.CommandLine;

namespace ZorgId.Web.Hosting.CommandLine;

/// <summary>What a command works with: the server's settings, database and keys, beside a running server or without one.</summary>
internal sealed class CommandHost(IReadOnlyCollection<KeyValuePair<string, string?>> settings)
{
    /// <param name="mayMakeDatabase">Whether the command may be the first thing that is done; else a missing file is a mistake.</param>
    /// <param name="work">What to do; its exit code is the command's.</param>
    public async Task<int> RunAsync(bool mayMakeDatabase, InvocationConfiguration console, Func<IHost, Task<int>> work)
    {
        var exit = 0;
        var failure = await Startup.GuardAsync(
            async () =>
            {
                using var host = await OpenAsync(mayMakeDatabase);
                exit = await work(host);
            },
            console.Error);
        return failure == 0 ? exit : failure;
    }

    public WebApplicationBuilder CreateBuilder()
    {
        var builder = PortalHost.CreateBuilder([]);
        builder.Configuration.AddInMemoryCollection(settings);
        // What a script reads is on stdout, and nothing else is.
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning);
        // What the database refuses, the command tells in one sentence.
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None);
        return builder;
    }

    /// <param name="file">An SQLite database.</param>
    /// <exception cref="SettingsException">It is not there.</exception>
    public static void MustBeThere(string file)
    {
        if (!File.Exists(file))
            throw new SettingsException($"There is no database at {file}: name the server's in ConnectionStrings:Portal or Storage:Folder.");
    }

    /// <summary>What is told where someone else works with the database that a command must have alone.</summary>
    public static SettingsException InUse(string file, string command) =>
        new($"{file} is in use: stop the server, and whatever command works with it, before a {command}.");

    private async Task<IHost> OpenAsync(bool mayMakeDatabase)
    {
        var builder = CreateBuilder();
        var portal = PortalSettings.Read(builder.Configuration, builder.Environment);
        if (!mayMakeDatabase && portal.Database.File is { } file)
            MustBeThere(file);
        builder.Services.AddPortalCore(portal);
        var host = builder.Build();
        await host.PrepareDatabaseAsync();
        return host;
    }
}
