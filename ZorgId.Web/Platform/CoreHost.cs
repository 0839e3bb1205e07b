using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core;
using ZorgId.Core.Audit;
using ZorgId.Core.Keys;
using ZorgId.Core.Persistence;
using ZorgId.Core.Persistence.Sqlite;
using ZorgId.Core.QrSessions;
using ZorgId.Web.Platform.Settings;

namespace ZorgId.Web.Platform;

/// <summary>What the server and the commands share: settings, log, the core with its database and keys.</summary>
public static class CoreHost
{
    public const string DefaultAddress = "http://localhost:5080";

    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            // It is the program's own folder, whatever the current folder is.
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseStaticWebAssets();
        builder.Logging.AddPlainLog();
        // Startup reports a failed start in one sentence. The host would log a stack trace before it.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        // The code that asked for the connection reports why there is none.
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore.Database.Connection", LogLevel.None);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Requests are small, so a sender that takes minutes for one only wants to keep a connection busy.
            kestrel.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 2_048, gracePeriod: TimeSpan.FromSeconds(10));
        });
        if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null
            && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            builder.WebHost.UseUrls(DefaultAddress);
        }

        return builder;
    }

    /// <summary>Reads the settings, and checks all of them.</summary>
    /// <exception cref="SettingsException">One is wrong.</exception>
    public static PortalSettings ReadSettings(this WebApplicationBuilder builder)
    {
        var settings = PortalSettings.Read(builder.Configuration, builder.Environment);
        SettingsSections.Check(builder.Configuration);
        return settings;
    }

    /// <summary>The core with its settings and keys: what the server and the command line share.</summary>
    public static IServiceCollection AddPortalCore(this IServiceCollection services, PortalSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<DemoMarking>();
        services.AddZorgIdCore(settings.Database);
        services.AddSettingsSections();
        services.AddDataProtection()
            .SetApplicationName("ZorgId")
            .PersistKeysToDbContext<PortalDb>()
            .ProtectKeysWithCertificate(KeyCertificate.For(settings));
        return services;
    }

    /// <summary>Migrates the database, checks the demo mark, opens the server keys, and sets the origins that are known already.</summary>
    /// <param name="writesLog">Whether the caller may write to the log afterwards, which needs the right time.</param>
    /// <exception cref="SettingsException">
    /// The database is being restored, is not for these settings, or its keys are not beside it.
    /// </exception>
    /// <exception cref="StartRefusedException">The clock is before the log's last entry, or before this program was built.</exception>
    public static async Task PrepareDatabaseAsync(this IHost app, bool writesLog = true)
    {
        var settings = app.Services.GetRequiredService<PortalSettings>();
        // Only SQLite has such a file.
        if (settings.Database.File is { } file && !app.Services.GetRequiredService<DatabaseInUse>().TryShare(file))
            throw new SettingsException("The database is being restored or moved: start again when that is done.");
        // The clock is checked before the schema is changed.
        if (writesLog)
            await MustHaveRightTimeAsync(app.Services);
        await app.Services.GetRequiredService<IDatabaseEngine>().StartAsync(
            async () =>
            {
                await app.Services.GetRequiredService<DemoMarking>().CheckAsync(settings.IsDemo, CancellationToken.None);
                if (settings.IsDemo)
                    await app.Services.GetRequiredService<DemoMarking>().MarkFirstAsync(DefaultAddress, CancellationToken.None);
                // Nodes that start together must not each make a key ring: a node would not know the other's keys for a long time.
                await OpenKeysAsync(app.Services);
            },
            CancellationToken.None);
        // What a program that was killed had committed gets its place before anything else is written.
        await app.Services.GetRequiredService<SealAudit>().ExecuteAsync(CancellationToken.None);
        SetOrigins(app.Services);
    }

    /// <summary>Sets the origins that the settings have. Those of a demo follow when it is known what the server listens on.</summary>
    internal static void SetOrigins(IServiceProvider services)
    {
        foreach (var (environment, origin) in services.GetRequiredService<PortalSettings>().Origins)
            services.GetRequiredService<PortalOrigins>().Set(environment, origin);
    }

    private static async Task MustHaveRightTimeAsync(IServiceProvider services)
    {
        if (await services.GetRequiredService<CheckClock>().ExecuteAsync(CancellationToken.None) is not { } fault)
            return;
        throw new StartRefusedException(fault.LastEntry is { } entry
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"The clock of this machine says {fault.Now:u}, which is before the log's last entry ({entry:u}): set the clock; ")
                + "if the entry has the wrong time, set Audit:AcceptClock to true until the clock has passed it."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"The clock of this machine says {fault.Now:u}, which is before this program was made: set the clock."));
    }

    private static async Task OpenKeysAsync(IServiceProvider services)
    {
        await OpenAuditKeyAsync(services);
        await services.GetRequiredService<TypedCodeKey>().OpenAsync(services.GetRequiredService<ServerKeys>(), CancellationToken.None);
    }

    /// <summary>Opens the log's keys, which every database has that was served once.</summary>
    /// <exception cref="SettingsException">The certificate does not open it.</exception>
    internal static async Task OpenAuditKeyAsync(IServiceProvider services)
    {
        try
        {
            // Otherwise Data Protection would make a key with this certificate, and add it to a ring whose keys it cannot open.
            if (!services.GetRequiredService<IKeyManager>().MayBeUsed())
                throw new CryptographicException("No key of the ring can be opened.");
            var keys = services.GetRequiredService<ServerKeys>();
            await services.GetRequiredService<AuditSecret>().OpenAsync(
                keys, services.GetRequiredService<IDbContextFactory<PortalDb>>(), CancellationToken.None);
            await services.GetRequiredService<AuditSigningKey>().OpenAsync(keys, CancellationToken.None);
        }
        catch (CryptographicException exception)
        {
            var settings = services.GetRequiredService<PortalSettings>();
            throw new SettingsException(
                settings.Keys is { } file
                    ? $"The keys of this database cannot be opened with {file.Path}: "
                        + "name the certificate that it was made with in Keys:Certificate."
                    : "The keys of this database cannot be opened: put the .keys.pfx that it was made with back beside it.",
                exception);
        }
    }
}
