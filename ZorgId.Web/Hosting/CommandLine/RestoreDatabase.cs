using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Core.Persistence.Sqlite;
using ZorgId.Core.PortalSessions;

namespace ZorgId.Web.Hosting.CommandLine;

/// <summary>
/// Carries out <c>restore</c>: copies the file into a draft, brings that to this program's schema, proves it and settles it,
/// and only then touches the database.
/// </summary>
internal static class RestoreDatabase
{
    public static Task<int> RunAsync(CommandHost host, string file, InvocationConfiguration console, CancellationToken cancellation) =>
        Startup.GuardAsync(() => RestoreAsync(host, file, console, cancellation), console.Error);

    private static async Task RestoreAsync(CommandHost host, string file, InvocationConfiguration console, CancellationToken cancellation)
    {
        var builder = host.CreateBuilder();
        var settings = PortalSettings.Read(builder.Configuration, builder.Environment);
        if (settings.Database.File is not { } database)
            throw new SettingsException("restore puts an SQLite database back; a PostgreSQL database is put back with its own pg_restore.");
        if (!File.Exists(file))
            throw new SettingsException($"There is no {file}.");
        if (file == database)
            throw new SettingsException($"{file} is the database itself, and not a copy of it.");
        var keys = settings.KeyFile.Path;
        // Made anew, they would open nothing of what is restored.
        if (!File.Exists(keys))
            throw new SettingsException($"{keys} is missing, which opens what is encrypted in the copy: put it there first.");
        KeyCertificate.For(settings).Dispose();
        using var alone = DatabaseInUse.TryTakeAlone(database)
            ?? throw CommandHost.InUse(database, "restore");
        var restore = new DatabaseRestore(database, TimeProvider.System);
        try
        {
            await restore.MakeDraftAsync(file, ProgressLine.Show, cancellation);
            await restore.CheckDraftAsync(cancellation);
            var (count, head) = await SettleAsync(builder, restore, settings, cancellation);
            // Not to be broken off any more by who only asks.
            var aside = await restore.SwapAsync(CancellationToken.None);
            await console.Output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{database} is restored from {file}: {count} entries of its log were proven. Audit head {head}. {(aside is null ? "There was none before it." : $"The one before it is {aside}.")}"));
        }
        catch (SettingsException exception) when (exception.InnerException is CryptographicException)
        {
            throw new SettingsException($"{file} is not restored: {keys} does not open its keys; put the one that it was made with there.");
        }
        catch (Exception exception) when (exception is SettingsException or InvalidDataException or SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{file} is not restored: {exception.Message}");
        }
        catch (OperationCanceledException)
        {
            throw new SettingsException($"{file} is not restored: it was broken off.");
        }
        finally
        {
            restore.Clear();
        }
    }

    /// <returns>Entries that were proven, and the head of the log once the restore stands in it.</returns>
    private static async Task<(long Count, AuditMark Head)> SettleAsync(WebApplicationBuilder builder, DatabaseRestore restore, PortalSettings settings, CancellationToken cancellation)
    {
        // Without a pool: who closes it last leaves one whole file.
        var draft = new SqliteConnectionStringBuilder { DataSource = restore.Draft, Pooling = false };
        // Keys that do not fit are told in a sentence.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.None);
        builder.Services.AddPortalCore(settings.On(new(DatabaseProvider.SQLite, draft.ToString())));
        using var host = builder.Build();
        await host.Services.GetRequiredService<DatabaseLineage>().CheckAsync(cancellation);
        await host.PrepareDatabaseAsync();
        var verdict = await host.Services.GetRequiredService<VerifyAudit>().ExecuteAsync(mark: null, cancellation);
        AuditCommand.MustHold(verdict);
        await host.Services.GetRequiredService<SettleRestored>().ExecuteAsync(await restore.CloseOldAsync(cancellation), cancellation);
        return (verdict.Count, await host.Services.GetRequiredService<ViewAuditHead>().ExecuteAsync(cancellation));
    }
}
