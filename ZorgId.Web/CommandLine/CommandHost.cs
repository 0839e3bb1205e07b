using System.CommandLine;
using Microsoft.AspNetCore.DataProtection;
using ZorgId.Core.Persistence;
using ZorgId.Web.Platform;
using ZorgId.Web.Platform.Machine;
using ZorgId.Web.Platform.Settings;

namespace ZorgId.Web.CommandLine;

/// <summary>What a command works with: the server's settings, database and keys, beside a running server or without one.</summary>
internal sealed class CommandHost(IReadOnlyCollection<KeyValuePair<string, string?>> settings, Terminal terminal)
{
    /// <summary>Where the command writes.</summary>
    public Terminal Terminal => terminal;

    /// <param name="work">What to do; its exit code is the command's.</param>
    public async Task<int> RunAsync(DatabaseUse use, InvocationConfiguration console, Func<IHost, Task<int>> work)
    {
        // System.CommandLine reacts to Ctrl-C only after the action has given its thread back, and calls to SQLite never do so.
        await Task.Yield();
        var exit = 0;
        var failure = await Startup.GuardAsync(
            async () =>
            {
                using var host = await OpenAsync(use);
                exit = await work(host);
            },
            console.Error);
        return failure == 0 ? exit : failure;
    }

    public WebApplicationBuilder CreateBuilder()
    {
        var builder = CoreHost.CreateBuilder([]);
        builder.Configuration.AddInMemoryCollection(settings);
        // Scripts read stdout, so nothing of the log may be written there.
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning);
        // The command itself says in one sentence what the database refused, so the framework's log would only repeat it.
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None);
        return builder;
    }

    /// <param name="file">An SQLite database.</param>
    /// <exception cref="SettingsException">It is not there.</exception>
    public static void MustBeThere(string file)
    {
        if (!File.Exists(file))
        {
            throw new SettingsException(
                $"There is no database at {file}: name the server's in ConnectionStrings:Portal or Storage:Folder.");
        }
    }

    /// <summary>The message where someone else uses the database, and a command must have it alone.</summary>
    public static SettingsException InUse(string file, string command) =>
        new($"{file} is in use: stop the server, and whatever command works with it, before a {command}.");

    private async Task<IHost> OpenAsync(DatabaseUse use)
    {
        var builder = CreateBuilder();
        var portal = builder.ReadSettings();
        var fault = StorageCheck.FindFault(portal);
        // Where the folder may not be read, nobody can tell whether the database is there.
        if (use != DatabaseUse.Make && portal.Database.File is { } file
            && (fault is null || !Directory.Exists(Path.GetDirectoryName(file))))
        {
            MustBeThere(file);
        }

        if (fault is not null)
        {
            return use == DatabaseUse.Read && File.Exists(portal.Database.File)
                ? await OpenUnwritableAsync(builder, portal)
                : throw new StartRefusedException(fault);
        }

        builder.Services.AddPortalCore(portal);
        var host = builder.Build();
        await host.PrepareDatabaseAsync(writesLog: use != DatabaseUse.Read);
        return host;
    }

    /// <summary>
    /// Opens an SQLite database where nothing can be written. It is read as it is, because it cannot be migrated to this program's schema.
    /// </summary>
    private static async Task<IHost> OpenUnwritableAsync(WebApplicationBuilder builder, PortalSettings portal)
    {
        if (StorageCheck.FindUnreadable([portal.Database.File!, portal.KeyFile.Path]) is { } closed)
            throw new StartRefusedException(closed);
        builder.Services.AddPortalCore(portal.On(portal.Database.ToReadOnly()));
        builder.Services.AddDataProtection().DisableAutomaticKeyGeneration();
        var host = builder.Build();
        try
        {
            await host.Services.GetRequiredService<DatabaseLineage>().MustBeCurrentAsync(CancellationToken.None);
        }
        catch (InvalidDataException exception)
        {
            throw new SettingsException($"{portal.Database.File} cannot be used: {exception.Message}");
        }

        await host.Services.GetRequiredService<DemoMarking>().CheckAsync(portal.IsDemo, CancellationToken.None);
        await CoreHost.OpenAuditKeyAsync(host.Services);
        CoreHost.SetOrigins(host.Services);
        return host;
    }
}
