using Microsoft.EntityFrameworkCore.Storage;

namespace ZorgId.Core.Persistence;

/// <summary>What the sorts of database do each in their own way. There is one for each <see cref="DatabaseProvider"/>.</summary>
public interface IDatabaseEngine
{
    /// <summary>
    /// Brings the database to this program's schema: safe beside others that do the same, and after one that was killed while doing
    /// it.
    /// </summary>
    /// <param name="whileAlone">What else only one program at a time may do at its start, and the next must find done.</param>
    /// <exception cref="TimeoutException">Another process has been at it for a minute; or this one was not alone after all.</exception>
    /// <exception cref="TamperedSchemaException">It holds what no program of this portal has made: a trigger, say.</exception>
    /// <exception cref="NewerDatabaseException">A newer program has changed it so that this one cannot serve it.</exception>
    Task StartAsync(Func<Task> whileAlone, CancellationToken cancellation);

    /// <summary>Whether this program can go on serving a database that has this migration, which it does not know.</summary>
    bool CanServeBeside(string migration);

    /// <summary>
    /// Begins a transaction that may read and write: first of all it waits until every other writer is done, so that what it
    /// reads stays true until it commits.
    /// </summary>
    Task<IDbContextTransaction> BeginWritingAsync(PortalDb db, CancellationToken cancellation);

    /// <summary>Begins a transaction that reads the database as it is at one moment, and keeps nobody waiting.</summary>
    Task<IDbContextTransaction> BeginReadingAsync(PortalDb db, CancellationToken cancellation);

    /// <summary>
    /// Takes what stood in the key ring before, and was overwritten, out of the database's own files. Only where nobody else
    /// works with it, and in no transaction.
    /// </summary>
    /// <exception cref="System.Data.Common.DbException">The database refuses it, for want of room say. Nothing is lost.</exception>
    Task ForgetOverwrittenKeysAsync(PortalDb db, CancellationToken cancellation);
}
