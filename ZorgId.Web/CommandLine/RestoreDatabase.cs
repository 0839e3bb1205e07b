using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using ZorgId.Core.Audit;
using ZorgId.Core.Operations;
using ZorgId.Core.Persistence;
using ZorgId.Core.Persistence.Sqlite;
using ZorgId.Web.Platform;
using ZorgId.Web.Platform.Machine;
using ZorgId.Web.Platform.Settings;

namespace ZorgId.Web.CommandLine;

/// <summary>What the operator wants to restore.</summary>
/// <param name="File">A copy of the database.</param>
/// <param name="Head">A head that the copy's log must contain; null where none is required.</param>
/// <param name="MayBeUnsigned">Whether the copy is accepted without a valid signature.</param>
internal sealed record WantedRestore(string File, AuditMark? Head, bool MayBeUnsigned);

/// <summary>
/// Carries out <c>restore</c>: copies the file into a draft, migrates the draft to this program's schema, proves its log, settles it,
/// and only then replaces the database.
/// </summary>
internal static class RestoreDatabase
{
    public static Task<int> RunAsync(
        CommandHost host,
        WantedRestore wanted,
        InvocationConfiguration console,
        CancellationToken cancellation) =>
        Startup.GuardAsync(() => RestoreAsync(host, wanted, console, cancellation), console.Error);

    private static async Task RestoreAsync(
        CommandHost host,
        WantedRestore wanted,
        InvocationConfiguration console,
        CancellationToken cancellation)
    {
        var file = wanted.File;
        var builder = host.CreateBuilder();
        var settings = builder.ReadSettings();
        if (settings.Database.File is not { } database)
            throw new SettingsException("restore puts an SQLite database back; a PostgreSQL database is put back with its own pg_restore.");
        if (!File.Exists(file))
            throw new StartRefusedException($"There is no {file}.");
        if (file == database)
            throw new StartRefusedException($"{file} is the database itself, and not a copy of it.");
        var keys = settings.KeyFile.Path;
        // A key file that is made now would open nothing of what is restored.
        if (!File.Exists(keys))
            throw new SettingsException($"{keys} is missing, which opens what is encrypted in the copy: put it there first.");
        StorageCheck.Check(settings);
        StorageCheck.CheckFolder(Path.GetDirectoryName(database)!, new FileInfo(file).Length);
        KeyCertificate.For(settings).Dispose();
        using var alone = DatabaseInUse.TryTakeAlone(database)
            ?? throw CommandHost.InUse(database, "restore");
        var restore = new DatabaseRestore(database, TimeProvider.System);
        try
        {
            await restore.MakeDraftAsync(file, ProgressLine.Show, cancellation);
            // The signature is checked before the file's contents are read, because they cannot be trusted until then.
            var isUnsigned = await FindSignatureFaultAsync(restore.Draft, file, settings, cancellation) is { } fault
                && (wanted.MayBeUnsigned
                    ? true
                    : throw new InvalidDataException($"{fault}. --unsigned takes it all the same, and the log says so."));
            await restore.CheckDraftAsync(cancellation);
            var (count, head) = await SettleAsync(builder, restore, settings, wanted.Head, isUnsigned, cancellation);
            // From here on the command cannot be cancelled, because the database is being replaced.
            var aside = await restore.SwapAsync(CancellationToken.None);
            await console.Output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{database} is restored from {file}: {count} entries of its log were proven. Audit head {head}. "
                + $"{(isUnsigned ? "It was not signed. " : "")}"
                + $"{(aside is null ? "There was none before it." : $"The one before it is {aside}.")}"));
        }
        catch (SettingsException exception) when (exception.InnerException is CryptographicException)
        {
            throw new SettingsException($"{file} is not restored: {keys} does not open its keys; put the one that it was made with there.");
        }
        catch (Exception exception)
            when (exception is SettingsException or TamperedSchemaException or InvalidDataException or SqliteException
                or IOException or UnauthorizedAccessException)
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

    private static async Task<string?> FindSignatureFaultAsync(
        string draft,
        string file,
        PortalSettings settings,
        CancellationToken cancellation)
    {
        var certificates = KeyCertificate.AllFor(settings);
        try
        {
            return await BackupSignature.FindFaultAsync(draft, BackupSignature.PathFor(file), certificates, cancellation);
        }
        finally
        {
            foreach (var certificate in certificates)
                certificate.Dispose();
        }
    }

    /// <returns>How many entries were proven, and the head of the log after the restore was recorded in it.</returns>
    private static async Task<(long Count, AuditMark Head)> SettleAsync(
        WebApplicationBuilder builder,
        DatabaseRestore restore,
        PortalSettings settings,
        AuditMark? mark,
        bool isUnsigned,
        CancellationToken cancellation)
    {
        // Without a pool, closing the last connection leaves one complete file.
        var draft = new SqliteConnectionStringBuilder { DataSource = restore.Draft, Pooling = false };
        // The command itself says in one sentence that the keys do not fit.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.None);
        builder.Services.AddPortalCore(settings.On(new(DatabaseProvider.SQLite, draft.ToString())));
        using var host = builder.Build();
        await host.Services.GetRequiredService<DatabaseLineage>().CheckAsync(cancellation);
        await host.PrepareDatabaseAsync();
        var verdict = await host.Services.GetRequiredService<VerifyAudit>().ExecuteAsync(mark, cancellation);
        AuditCommand.MustHold(verdict);
        await host.Services.GetRequiredService<SettleRestored>().ExecuteAsync(
            await restore.CloseOldAsync(cancellation), isUnsigned, cancellation);
        return (verdict.Count, await host.Services.GetRequiredService<ViewAuditHead>().ExecuteAsync(cancellation));
    }
}
