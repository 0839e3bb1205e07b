using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Core.Persistence.PostgreSql;
using ZorgId.Core.Persistence.Sqlite;
using ZorgId.Web.Platform;
using ZorgId.Web.Platform.Machine;
using ZorgId.Web.Platform.Settings;

namespace ZorgId.Web.CommandLine;

/// <summary>
/// Carries out <c>keys rewrap</c>. No node may serve the database meanwhile, because a node has the ring in memory, and would go on
/// making keys for the old certificate.
/// </summary>
internal static class RewrapKeyRing
{
    /// <param name="old">The full path of a PFX file.</param>
    public static Task<int> RunAsync(CommandHost host, string old, InvocationConfiguration console) =>
        Startup.GuardAsync(() => RewrapAsync(host, old, console), console.Error);

    private static async Task RewrapAsync(CommandHost host, string oldFile, InvocationConfiguration console)
    {
        var builder = host.CreateBuilder();
        var settings = builder.ReadSettings();
        if (settings.Database.File is { } file)
            CommandHost.MustBeThere(file);
        StorageCheck.Check(settings);
        using var current = KeyCertificate.For(settings);
        using var old = KeyCertificate.Old(new(oldFile, builder.Configuration["Keys:OldPassword"]));
        if (old.Thumbprint == current.Thumbprint)
        {
            throw new StartRefusedException(
                $"--old names {oldFile}, which is the certificate of {settings.KeyFile.Path} too: let Keys:Certificate name the new one.");
        }

        using var portal = Build(builder, settings, old);
        await MustNotBeServedAsync(portal.Services, settings);
        await OpenAsync(portal, $"neither {oldFile} nor {settings.KeyFile.Path}");
        var result = await RewrapAsync(portal.Services, old, current);
        if (result.Unopened is { } row)
        {
            throw new SettingsException(string.Create(
                CultureInfo.InvariantCulture,
                $"No key was wrapped anew: neither {oldFile} nor {settings.KeyFile.Path} "
                + $"opens the one in row {row} of DataProtectionKeys."));
        }

        await ForgetAsync(portal.Services);
        var head = await portal.Services.GetRequiredService<ViewAuditHead>().ExecuteAsync(CancellationToken.None);
        await console.Output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Rewrapped} of {result.Keys} keys were wrapped anew, and {settings.KeyFile.Path} opens all of them. "
            + $"Audit head {head}."));
    }

    private static WebApplication Build(WebApplicationBuilder builder, PortalSettings settings, X509Certificate2 old)
    {
        // The command itself says in one sentence that the keys do not fit.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.None);
        builder.Services.AddPortalCore(settings);
        // Data Protection must not add a key to the ring before it is known whether all of its keys can be opened.
        builder.Services.AddDataProtection().UnprotectKeysWithAnyCertificate(old).DisableAutomaticKeyGeneration();
        return builder.Build();
    }

    private static async Task MustNotBeServedAsync(IServiceProvider services, PortalSettings settings)
    {
        if (settings.Database.File is { } file && !services.GetRequiredService<DatabaseInUse>().TryHaveAlone(file))
            throw CommandHost.InUse(file, "rewrap");
        if (services.GetService<PostgreSqlNodes>() is { } nodes && await nodes.FindOneAsync(CancellationToken.None) is { } address)
            throw new SettingsException($"A node serves this database from {address}: stop every node before a rewrap.");
    }

    private static async Task OpenAsync(WebApplication portal, string neither)
    {
        try
        {
            await portal.PrepareDatabaseAsync();
        }
        catch (SettingsException exception) when (exception.InnerException is CryptographicException)
        {
            throw new SettingsException(
                portal.Services.GetRequiredService<IKeyManager>().GetAllKeys().Count == 0
                    ? "No key was wrapped anew: this database has none yet, "
                        + "and its first is wrapped with the certificate that the server starts with."
                    : $"No key was wrapped anew: {neither} opens the keys of this database.");
        }
    }

    private static async Task<RewrapResult> RewrapAsync(IServiceProvider services, X509Certificate2 old, X509Certificate2 current)
    {
        try
        {
            // This takes only a moment, so it cannot be cancelled.
            return await new RewrapKeys(services.GetRequiredService<PortalTransactions>(), services.GetRequiredService<TimeProvider>())
                .ExecuteAsync(old, current, CancellationToken.None);
        }
        catch (CommitInDoubtException exception)
        {
            throw new SettingsException($"{exception.Message} Give the command again, which does no harm.", exception);
        }
    }

    private static async Task ForgetAsync(IServiceProvider services)
    {
        try
        {
            await using var db = await services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
            await services.GetRequiredService<IDatabaseEngine>().ForgetOverwrittenKeysAsync(db, CancellationToken.None);
        }
        catch (Exception exception) when (exception is DbException or IOException)
        {
            throw new SettingsException(
                "The keys are wrapped with the new certificate, but their old wrapping is still in the database's files: "
                + $"{exception.Message} Give the command again.",
                exception);
        }
    }
}
