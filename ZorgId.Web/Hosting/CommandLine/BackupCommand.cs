using System.CommandLine;
using System.Globalization;
using Microsoft.Data.Sqlite;
using ZorgId.Core.Persistence.Sqlite;

namespace ZorgId.Web.Hosting.CommandLine;

/// <summary><c>backup</c>: a copy of the database that is whole, beside a running server.</summary>
internal static class BackupCommand
{
    private static readonly Argument<string> File = new("FILE") { Description = "Where to; it must not be there yet." };

    public static Command Create(CommandHost host)
    {
        var backup = new Command(
            "backup",
            "Copies the database as it is now into FILE, and checks the copy. Works beside a running server; broken off, it leaves FILE.partial and can be begun anew. "
            + "The .keys.pfx beside the database opens what is encrypted in it, and is not in the copy: keep it elsewhere.")
        {
            File,
        };
        backup.SetAction((parsed, cancellation) => host.RunAsync(
            mayMakeDatabase: false, parsed.InvocationConfiguration, portal => RunAsync(portal, Path.GetFullPath(parsed.GetRequiredValue(File)), parsed.InvocationConfiguration, cancellation)));
        return backup;
    }

    private static async Task<int> RunAsync(IHost host, string file, InvocationConfiguration console, CancellationToken cancellation)
    {
        if (host.Services.GetService<DatabaseBackup>() is not { } backup)
            throw new SettingsException("backup copies an SQLite database; a PostgreSQL database is copied with its own pg_dump.");
        try
        {
            await backup.ExecuteAsync(file, ProgressLine.Show, cancellation);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SqliteException or InvalidDataException)
        {
            throw new SettingsException($"There is no backup: {exception.Message}");
        }

        await console.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{file} is a sound copy, {new FileInfo(file).Length} octets."));
        return 0;
    }
}
