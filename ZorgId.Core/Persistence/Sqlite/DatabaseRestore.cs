using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit;

namespace ZorgId.Core.Persistence.Sqlite;

/// <summary>
/// Puts a copy in the SQLite database's place, in two steps: it makes a draft beside it, which others check and change,
/// and then swaps the two. It may be used only by whoever has the database alone (<see cref="DatabaseInUse"/>). If it
/// is killed at any point, the old database or the new one stands whole in its place, and the next restore clears up.
/// </summary>
/// <remarks>
/// Both lie in one folder beside the database, <c>portal.db.restoring</c>, so that they are on its file
/// system and private to this user. The swap moves the draft out of the folder and the old database into
/// it; then the folder gets its lasting name. So a draft that is there tells that nothing was swapped.
/// </remarks>
public sealed class DatabaseRestore
{
    private const int CopyOctets = 1 << 20;

    // SQLite applies these files to whatever database it finds beside them.
    private static readonly string[] Logs = ["-wal", "-journal"];

    private readonly string _database;
    private readonly string _folder;
    private readonly string _replaced;
    private readonly TimeProvider _time;

    /// <param name="database">The full path of the database's place; there need not be one yet.</param>
    public DatabaseRestore(string database, TimeProvider time)
    {
        (_database, _folder, _time) = (database, database + ".restoring", time);
        _replaced = Path.Combine(_folder, Path.GetFileName(database));
        Draft = Path.Combine(_folder, "draft.db");
    }

    /// <summary>Where the draft lies, once it was made.</summary>
    public string Draft { get; }

    /// <summary>Copies a file into a new draft. It first clears what a killed restore has left.</summary>
    /// <param name="file">A database that nobody has open; it stays as it is.</param>
    /// <param name="tell">Is told the part that is copied, from 0 to 1.</param>
    /// <exception cref="InvalidDataException">The file is not the whole of a database.</exception>
    /// <exception cref="IOException">The file cannot be read, or there is no place for the draft.</exception>
    public async Task MakeDraftAsync(string file, Action<double> tell, CancellationToken cancellation)
    {
        // Such a file would hold part of the content; a copy that a backup made has none.
        if (Logs.Select(end => new FileInfo(file + end)).FirstOrDefault(log => log is { Exists: true, Length: > 0 }) is { } log)
            throw new InvalidDataException($"{log.FullName} lies beside it, so that it is not a whole copy by itself.");
        Clear();
        PrivateFiles.MakeFolder(_folder);
        PrivateFiles.Make(Draft);
        await using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
        await using var target = new FileStream(Draft, FileMode.Truncate, FileAccess.Write, FileShare.None);
        var buffer = new byte[CopyOctets];
        int count;
        while ((count = await source.ReadAsync(buffer, cancellation)) > 0)
        {
            await target.WriteAsync(buffer.AsMemory(0, count), cancellation);
            tell((double)target.Length / Math.Max(target.Length, source.Length));
        }

        target.Flush(flushToDisk: true);
    }

    /// <summary>Whether the draft is a database that can be read from end to end.</summary>
    /// <exception cref="InvalidDataException">It is not sound, or no database.</exception>
    public async Task CheckDraftAsync(CancellationToken cancellation)
    {
        string? finding;
        try
        {
            await using var draft = await SqliteFile.OpenAsync(Draft, cancellation);
            finding = await SqliteFile.AskAsync(draft, "PRAGMA integrity_check(1);", cancellation);
        }
        catch (SqliteException broken) when (SqliteFile.IsBroken(broken))
        {
            throw new InvalidDataException(
                broken.SqliteErrorCode == SQLitePCL.raw.SQLITE_NOTADB
                    ? "it is no SQLite database."
                    : "it is not sound, or not all of it is there.",
                broken);
        }

        if (finding != "ok")
            throw new InvalidDataException($"it is not sound: {finding?.ReplaceLineEndings(" ")}");
    }

    /// <summary>
    /// Writes all of the old database into its one file, and makes sure that nobody has it open. It can still be served.
    /// </summary>
    /// <returns>Its log's head; null where there is no database, or it has none that can be read.</returns>
    /// <exception cref="SqliteException">Something else has it open, or it cannot be written.</exception>
    public async Task<AuditMark?> CloseOldAsync(CancellationToken cancellation)
    {
        if (!File.Exists(_database))
            return null;
        try
        {
            await using var old = await SqliteFile.OpenAsync(_database, cancellation);
            // SQLite leaves WAL only for who has the database alone. The log is then in the file and gone for
            // good, because SQLite has the folder on the disk before it writes that this database has none.
            if (await SqliteFile.AskAsync(old, "PRAGMA synchronous=FULL; PRAGMA journal_mode=DELETE;", cancellation) is not "delete")
                throw new SqliteException("something else has it open.", SQLitePCL.raw.SQLITE_BUSY);
            return await ReadHeadAsync(old, cancellation);
        }
        catch (SqliteException broken) when (SqliteFile.IsBroken(broken))
        {
            // This may be why it is replaced. It is kept as it is, with its logs.
            return null;
        }
    }

    /// <summary>
    /// Puts the draft in the database's place, and the old database aside. Whoever had the draft open must have closed it.
    /// </summary>
    /// <returns>Where the old one lies; null where there was none.</returns>
    /// <exception cref="IOException">The files cannot be moved.</exception>
    public async Task<string?> SwapAsync(CancellationToken cancellation)
    {
        await using (var draft = await SqliteFile.OpenAsync(Draft, cancellation))
            await SqliteFile.AskAsync(draft, "PRAGMA synchronous=FULL; PRAGMA journal_mode=DELETE;", cancellation);
        if (Logs.Any(end => File.Exists(Draft + end)))
            throw new IOException($"{Draft} is open still.");
        await using (var draft = new FileStream(Draft, FileMode.Open, FileAccess.Write, FileShare.None))
            draft.Flush(flushToDisk: true);

        foreach (var end in Logs.Where(end => File.Exists(_database + end)))
            File.Move(_database + end, _replaced + end);
        File.Delete(_database + "-shm");
        // The swap is atomic: on Unix the old database gets a second name, and the draft is renamed over its first.
        if (File.Exists(_database))
            File.Replace(Draft, _database, _replaced);
        else
            File.Move(Draft, _database);
        return PutAside();
    }

    /// <summary>Removes the draft, and whatever else an unfinished restore has left.</summary>
    public void Clear()
    {
        if (!Directory.Exists(_folder))
            return;
        // The draft tells that nothing was swapped, so this is no more than a second name of the database in its place.
        if (File.Exists(Draft))
            File.Delete(_replaced);
        PutAside();
    }

    // What was replaced gets a lasting name, all of it at once. A log that was moved here stays too,
    // whatever came of the swap, because nobody can tell any more which database it would be applied to.
    private string? PutAside()
    {
        foreach (var file in Directory.EnumerateFiles(_folder, Path.GetFileName(Draft) + "*"))
            File.Delete(file);
        if (!Directory.EnumerateFileSystemEntries(_folder).Any())
        {
            Directory.Delete(_folder);
            return null;
        }

        var aside = $"{_database}.before-restore-{_time.GetUtcNow():yyyyMMdd-HHmmss-fff}";
        Directory.Move(_folder, aside);
        return Path.Combine(aside, Path.GetFileName(_database));
    }

    private static async Task<AuditMark?> ReadHeadAsync(SqliteConnection old, CancellationToken cancellation)
    {
        try
        {
            await using var db = new PortalDb(new DbContextOptionsBuilder<PortalDb>().UseSqlite(old).Options);
            return await AuditTree.ReadHeadAsync(db, cancellation);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == SQLitePCL.raw.SQLITE_ERROR || SqliteFile.IsBroken(exception))
        {
            // The database is empty.
            return null;
        }
        catch (InvalidDataException)
        {
            // The tree of its log is not whole.
            return null;
        }
    }
}
