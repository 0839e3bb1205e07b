using Microsoft.EntityFrameworkCore.Storage;

namespace ZorgId.Core.Persistence;

/// <summary>What each kind of database does in its own way. There is one engine for each <see cref="DatabaseProvider"/>.</summary>
public interface IDatabaseEngine
{
    /// <summary>
    /// Brings the database to this program's schema. It is safe while others do the same, and after a process was killed while doing it.
    /// </summary>
    /// <param name="whileExclusive">
    /// Other work that only one program at a time may do at its start, and that the next one must find done.
    /// </param>
    /// <exception cref="TimeoutException">Another process held the lock for a minute, or this one has lost it.</exception>
    /// <exception cref="TamperedSchemaException">
    /// It holds something that no program of this portal has made, such as a trigger.
    /// </exception>
    /// <exception cref="NewerDatabaseException">A newer program has changed it so that this one cannot serve it.</exception>
    Task StartAsync(Func<Task> whileExclusive, CancellationToken cancellation);

    /// <summary>Whether this program can go on serving a database that has this migration, which it does not know.</summary>
    bool CanServeBeside(string migration);

    /// <summary>
    /// Begins a transaction that may read and write. It first waits until every other writer is done, so
    /// that what it reads stays true until it commits.
    /// </summary>
    Task<IDbContextTransaction> BeginWritingAsync(PortalDb db, CancellationToken cancellation);

    /// <summary>Whether the database may have committed, although it was told to and this came of it.</summary>
    bool LeavesInDoubt(Exception exception);

    /// <summary>
    /// Lets <paramref name="work"/> read the database as it is at one moment, without making writers wait. It runs again where the
    /// connection is lost.
    /// </summary>
    Task<T> ReadAsync<T>(PortalDb db, Func<PortalDb, Task<T>> work, CancellationToken cancellation);

    /// <summary>
    /// Removes what was overwritten in the key ring from the database's own files. It may be called only
    /// outside of a transaction, and where nobody else uses the database.
    /// </summary>
    /// <exception cref="System.Data.Common.DbException">
    /// The database refuses it, for example for lack of room. Nothing is lost.
    /// </exception>
    Task ForgetOverwrittenKeysAsync(PortalDb db, CancellationToken cancellation);
}
