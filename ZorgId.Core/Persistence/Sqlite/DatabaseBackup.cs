using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace ZorgId.Core.Persistence.Sqlite;

/// <summary>A whole copy of the SQLite database as it is at one moment, taken while others go on writing.</summary>
public sealed class DatabaseBackup(IDbContextFactory<PortalDb> databases)
{
    private const int PagesAStep = 256;

    /// <param name="file">
    /// A file that must not exist yet. It gets this name when it is whole and was found sound; what was
    /// broken off stays beside it as <c>.partial</c>, and the next backup begins anew.
    /// </param>
    /// <param name="tell">Is told the part that is copied, from 0 to 1.</param>
    /// <exception cref="IOException">The file exists already, or there is no place for it.</exception>
    /// <exception cref="SqliteException">The database cannot be read, or the copy cannot be written.</exception>
    /// <exception cref="InvalidDataException">The copy is not sound.</exception>
    public async Task ExecuteAsync(string file, Action<double> tell, CancellationToken cancellation)
    {
        if (File.Exists(file))
            throw new IOException($"{file} is there already.");
        var draft = file + ".partial";
        File.Delete(draft);
        // It fails where somebody else has just made the file.
        PrivateFiles.Open(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None).Dispose();
        var to = new SqliteConnectionStringBuilder { DataSource = draft, Pooling = false };
        await using (var target = new SqliteConnection(to.ToString()))
        {
            await target.OpenAsync(cancellation);
            await CopyAsync(target, tell, cancellation);
            await CheckAsync(target, cancellation);
        }

        File.Move(draft, file, overwrite: false);
    }

    private async Task CopyAsync(SqliteConnection target, Action<double> tell, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await db.Database.OpenConnectionAsync(cancellation);
        var source = (SqliteConnection)db.Database.GetDbConnection();
        // The copy reads in one transaction, because without one each write by another connection would make it start again.
        await using var moment = source.BeginTransaction(deferred: true);
        await using (var first = source.CreateCommand())
        {
            first.Transaction = moment;
            first.CommandText = "SELECT COUNT(*) FROM sqlite_master;";
            await first.ExecuteScalarAsync(cancellation);
        }

        using var backup = raw.sqlite3_backup_init(target.Handle, "main", source.Handle, "main");
        if (backup.IsInvalid)
            SqliteException.ThrowExceptionForRC(raw.sqlite3_errcode(target.Handle), target.Handle);
        int result;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            result = raw.sqlite3_backup_step(backup, PagesAStep);
            if (result is not (raw.SQLITE_OK or raw.SQLITE_DONE))
                SqliteException.ThrowExceptionForRC(result, target.Handle);
            tell(1 - ((double)raw.sqlite3_backup_remaining(backup) / Math.Max(1, raw.sqlite3_backup_pagecount(backup))));
        }
        while (result != raw.SQLITE_DONE);
        await db.Database.CloseConnectionAsync();
    }

    private static async Task CheckAsync(SqliteConnection copy, CancellationToken cancellation)
    {
        await using var check = copy.CreateCommand();
        check.CommandText = "PRAGMA integrity_check;";
        if (await check.ExecuteScalarAsync(cancellation) is not "ok" and var finding)
            throw new InvalidDataException($"The copy is not sound: {finding}");
    }
}
