using System.CommandLine;
using System.Globalization;
using Microsoft.Data.Sqlite;
using ZorgId.Core.Persistence.Sqlite;
using ZorgId.Web.Platform.Machine;
using ZorgId.Web.Platform.Settings;

namespace ZorgId.Web.CommandLine;

/// <summary><c>backup</c>: a copy of the database that is whole, beside a running server.</summary>
internal static class BackupCommand
{
    private static readonly Argument<string> File = new("FILE") { Description = "Where to; it must not be there yet." };

    public static Command Create(CommandHost host)
    {
        var backup = new Command(
            "backup",
            "Copies the database as it is now into FILE, checks the copy, and signs it: FILE.sig, which restore asks for. "
            + "Works beside a running server; broken off, it leaves FILE.partial and can be begun anew. "
            + "The .keys.pfx beside the database opens what is encrypted in it, and is not in the copy: keep it elsewhere.")
        {
            File,
        };
        backup.SetAction((parsed, cancellation) => host.RunAsync(
            DatabaseUse.Read,
            parsed.InvocationConfiguration,
            portal => RunAsync(portal, Path.GetFullPath(parsed.GetRequiredValue(File)), parsed.InvocationConfiguration, cancellation)));
        return backup;
    }

    private static async Task<int> RunAsync(IHost host, string file, InvocationConfiguration console, CancellationToken cancellation)
    {
        if (host.Services.GetService<DatabaseBackup>() is not { } backup)
            throw new SettingsException("backup copies an SQLite database; a PostgreSQL database is copied with its own pg_dump.");
        if (System.IO.File.Exists(file))
            throw new StartRefusedException($"There is no backup: {file} is there already.");
        if (System.IO.File.Exists(BackupSignature.PathFor(file)))
            throw new StartRefusedException($"There is no backup: {BackupSignature.PathFor(file)} is there already.");
        StorageCheck.CheckFolder(Path.GetDirectoryName(file)!, DatabaseSize(host));
        try
        {
            MustBeOwnFolder(Path.GetDirectoryName(file)!);
            await backup.ExecuteAsync(file, ProgressLine.Show, cancellation);
            using var certificate = KeyCertificate.For(host.Services.GetRequiredService<PortalSettings>());
            await BackupSignature.WriteAsync(file, certificate, cancellation);
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or SqliteException or InvalidDataException)
        {
            throw new SettingsException($"There is no backup: {exception.Message}");
        }

        await console.Output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{file} is a sound copy, {new FileInfo(file).Length} octets, signed by {BackupSignature.PathFor(file)}."));
        return 0;
    }

    // The copy is read from this folder again when it is signed, so nobody else may be able to replace it there. Whether the folder
    // belongs to this user cannot be checked, because .NET does not tell who owns a folder.
    private static void MustBeOwnFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var mode = System.IO.File.GetUnixFileMode(folder);
        if ((mode & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != UnixFileMode.None)
        {
            throw new StartRefusedException(
                $"There is no backup: others may write to {folder}, and could put another file in the copy's place before it is signed. "
                + "Take that from them (chmod go-w), or choose another folder.");
        }
    }

    private static long DatabaseSize(IHost host) => new FileInfo(host.Services.GetRequiredService<PortalSettings>().Database.File!).Length;
}
