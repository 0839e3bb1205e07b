using System.CommandLine;
using Microsoft.Data.Sqlite;
using ZorgId.Core.Persistence;

namespace ZorgId.Web.Hosting.CommandLine;

/// <summary>What a command works with: the server's settings, database and keys, beside a running server or without one.</summary>
internal static class CommandHost
{
    /// <param name="mayMakeDatabase">Whether the command may be the first thing that is done; else a missing file is a mistake.</param>
    /// <param name="work">What to do; its exit code is the command's.</param>
    public static async Task<int> RunAsync(bool mayMakeDatabase, InvocationConfiguration console, Func<IHost, Task<int>> work)
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

    private static async Task<IHost> OpenAsync(bool mayMakeDatabase)
    {
        var builder = PortalHost.CreateBuilder([]);
        // What a script reads is on stdout, and nothing else is.
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning);
        var settings = PortalSettings.Read(builder.Configuration, builder.Environment);
        if (!mayMakeDatabase && settings.Database.Provider == DatabaseProvider.SQLite)
            MustExist(settings.Database);
        builder.Services.AddPortalCore(settings);
        var host = builder.Build();
        await host.PrepareDatabaseAsync();
        return host;
    }

    private static void MustExist(DatabaseSource database)
    {
        var file = Path.GetFullPath(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource);
        if (!File.Exists(file))
            throw new SettingsException($"There is no database at {file}: name the server's in ConnectionStrings:Portal or Storage:Folder.");
    }
}
