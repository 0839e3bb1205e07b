using Microsoft.Data.Sqlite;
using Npgsql;
using ZorgId.Core.Persistence;

namespace ZorgId.Web.Platform.Settings;

/// <summary>Reads which database the portal uses, from <c>Database</c>, <c>ConnectionStrings</c> and <c>Storage</c>.</summary>
internal static class DatabaseSettings
{
    private const string DemoDatabase = "demo.db";
    private const string PortalDatabase = "portal.db";

    /// <exception cref="SettingsException">A setting is wrong.</exception>
    public static DatabaseSource Read(IConfiguration configuration, bool isDemo)
    {
        var provider = configuration["Database:Provider"] switch
        {
            null or "" => DatabaseProvider.SQLite,
            var text when Array.Find(Enum.GetNames<DatabaseProvider>(), n => n.Equals(text, StringComparison.OrdinalIgnoreCase))
                is { } name => Enum.Parse<DatabaseProvider>(name),
            var text => throw new SettingsException($"Database:Provider is '{text}', and must be SQLite or PostgreSQL."),
        };
        var configured = configuration.GetConnectionString("Portal");
        if (provider == DatabaseProvider.PostgreSQL)
        {
            return FindPostgreSql(configured)
                ?? throw new SettingsException(
                    "ConnectionStrings:Portal must name a PostgreSQL database, such as "
                    + "Host=db.example;Database=zorgid;Username=zorgid;Password=….");
        }

        if (!string.IsNullOrEmpty(configured))
            return ToSqlite(configured);
        var folder = configuration["Storage:Folder"] is { Length: > 0 } set ? set : "data";
        var file = Path.Combine(folder, isDemo ? DemoDatabase : PortalDatabase);
        return new(DatabaseProvider.SQLite, $"Data Source={ProgramFolder.PathOf(file)}");
    }

    /// <returns>Null where it is no PostgreSQL connection string with a host and a database.</returns>
    public static DatabaseSource? FindPostgreSql(string? connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString) is { Host.Length: > 0, Database.Length: > 0 }
                ? new(DatabaseProvider.PostgreSQL, connectionString!)
                : null;
        }
        catch (ArgumentException)
        {
            // The message does not repeat the connection string, because it may hold a password.
            return null;
        }
    }

    private static DatabaseSource ToSqlite(string configured)
    {
        try
        {
            var parts = new SqliteConnectionStringBuilder(configured);
            if (parts.DataSource is { Length: > 0 } file && parts.Mode != SqliteOpenMode.Memory && !file.StartsWith(':')
                && !file.StartsWith("file:", StringComparison.Ordinal))
            {
                parts.DataSource = ProgramFolder.PathOf(file);
                return new(DatabaseProvider.SQLite, parts.ToString());
            }
        }
        catch (ArgumentException)
        {
            // The message does not repeat the connection string, because it may hold a password.
        }

        throw new SettingsException("ConnectionStrings:Portal must name a file, such as Data Source=/var/lib/zorgid/portal.db.");
    }
}
