using Microsoft.Data.Sqlite;

namespace ZorgId.Core.Persistence;

/// <summary>Which sort of database the portal stands on.</summary>
public enum DatabaseProvider
{
    /// <summary>A file of this machine: one node.</summary>
    SQLite,

    /// <summary>A server: as many nodes as one likes.</summary>
    PostgreSQL,
}

/// <summary>Where the portal's database is.</summary>
/// <param name="ConnectionString">In the provider's own form; it may hold a password, so it is never logged.</param>
public sealed record DatabaseSource(DatabaseProvider Provider, string ConnectionString)
{
    /// <summary>The full path of an SQLite database; null where it is a server's.</summary>
    public string? File => Provider == DatabaseProvider.SQLite ? Path.GetFullPath(new SqliteConnectionStringBuilder(ConnectionString).DataSource) : null;
}
