using Microsoft.Data.Sqlite;

namespace ZorgId.Core.Persistence;

/// <summary>The kind of database that the portal uses.</summary>
public enum DatabaseProvider
{
    /// <summary>The database is a file on this machine, for one node.</summary>
    SQLite,

    /// <summary>The database is a server, for any number of nodes.</summary>
    PostgreSQL,
}

/// <summary>Where the portal's database is.</summary>
/// <param name="ConnectionString">In the provider's own form; it may hold a password, so it is never logged.</param>
public sealed record DatabaseSource(DatabaseProvider Provider, string ConnectionString)
{
    /// <summary>The full path of an SQLite database; null where it is a server's.</summary>
    public string? File =>
        Provider == DatabaseProvider.SQLite ? ToPath(new SqliteConnectionStringBuilder(ConnectionString).DataSource) : null;

    /// <summary>The same SQLite database for reading only, where nothing can be written beside it.</summary>
    /// <remarks>
    /// SQLite keeps memory that its readers share in a file beside the database, and cannot create that file
    /// there. Where the database has none, nobody has it open, so it may be read as one that does not change.
    /// </remarks>
    /// <exception cref="InvalidOperationException">It is no SQLite database.</exception>
    public DatabaseSource ToReadOnly()
    {
        var file = File ?? throw new InvalidOperationException("A server's database has no file.");
        var parts = new SqliteConnectionStringBuilder(ConnectionString) { Mode = SqliteOpenMode.ReadOnly };
        if (!System.IO.File.Exists(file + "-wal"))
            parts.DataSource = new Uri(file).AbsoluteUri + "?immutable=1";
        return new(Provider, parts.ToString());
    }

    private static string ToPath(string file) =>
        file.StartsWith(Uri.UriSchemeFile + ":", StringComparison.Ordinal) ? new Uri(file).LocalPath : Path.GetFullPath(file);
}
