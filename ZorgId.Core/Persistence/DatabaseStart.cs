using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ZorgId.Core.Persistence;

/// <summary>
/// Brings the database to this program's schema. Safe beside another process that does the same, and after one that was
/// killed while doing it: EF Core's own lock row would then stand for ever, so it is guarded by a lock of the operating
/// system, which dies with its process.
/// </summary>
public sealed class DatabaseStart(IDbContextFactory<PortalDb> databases, TimeProvider time)
{
    private static readonly TimeSpan LockRetry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LockPatience = TimeSpan.FromMinutes(1);

    /// <exception cref="TimeoutException">Another process has been migrating for a minute.</exception>
    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var file = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource;
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
            MakeFolder(folder);

        await using var guard = await LockAsync(file + ".migrating", cancellation);
        MakeFile(file);
        // Each time: the file keeps it, but one that was killed in the middle may not have come to it.
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;", cancellation);
        if ((await db.Database.GetPendingMigrationsAsync(cancellation)).Any())
        {
            await ClearAbandonedLockAsync(db, cancellation);
            await db.Database.MigrateAsync(cancellation);
        }

        await AuditGuards.PutUpAsync(db, cancellation);
    }

    /// <summary>Makes the folder where it is missing, for this user only: people's data is nobody else's to read.</summary>
    public static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Makes the file where it is missing, for this user only. SQLite gives the files beside a database the same mode.</summary>
    internal static void MakeFile(string file) => Open(file, FileShare.ReadWrite | FileShare.Delete).Dispose();

    private static FileStream Open(string file, FileShare share)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(file, options);
    }

    private async Task<FileStream> LockAsync(string path, CancellationToken cancellation)
    {
        for (var since = time.GetTimestamp(); ;)
        {
            try
            {
                return Open(path, FileShare.None);
            }
            catch (IOException exception) when (File.Exists(path))
            {
                if (time.GetElapsedTime(since) > LockPatience)
                    throw new TimeoutException("Another process has been migrating this database for over a minute.", exception);
                await Task.Delay(LockRetry, time, cancellation);
            }
        }
    }

    private static async Task ClearAbandonedLockAsync(PortalDb db, CancellationToken cancellation)
    {
        var isThere = await db.Database
            .SqlQuery<int>($"SELECT COUNT(*) AS Value FROM sqlite_master WHERE type = 'table' AND name = '__EFMigrationsLock'")
            .SingleAsync(cancellation);
        if (isThere > 0)
            await db.Database.ExecuteSqlRawAsync("DELETE FROM __EFMigrationsLock;", cancellation);
    }
}
