using Npgsql;

namespace ZorgId.Core.Persistence.PostgreSql;

/// <summary>The defaults of a connection, where the operator's connection string does not say otherwise.</summary>
internal static class PostgreSqlConnections
{
    /// <summary>Seconds. Less than a phone waits for its answer.</summary>
    private const int ConnectTimeout = 5;

    private const int CommandTimeout = 10;

    /// <summary>Two nodes together stay below the hundred connections that a server allows by default.</summary>
    private const int MostConnections = 40;

    // A commit must be on the disk before it is answered, whatever the server's own setting. A writer waits as
    // long for a lock as on SQLite. A client that died in mid-transaction must not make the others wait for long.
    private const string ServerSettings = "-c synchronous_commit=on -c lock_timeout=5s -c idle_in_transaction_session_timeout=30s";

    /// <summary>Seconds after which a silent connection is asked whether it is still there.</summary>
    private const int KeepAlive = 10;

    private const int MostOfName = 63;

    /// <summary>The end of the application name by which the server shows a connection that listens.</summary>
    public const string Listening = " (listening)";

    public static NpgsqlDataSource Open(string connectionString) => NpgsqlDataSource.Create(Complete(connectionString));

    /// <summary>Creates a connection of its own that listens, and that notices when the server is gone.</summary>
    public static NpgsqlConnection CreateListening(string connectionString)
    {
        var settings = Complete(connectionString);
        settings.Pooling = false;
        settings.KeepAlive = KeepAlive;
        // The server keeps 63 octets of an application name.
        var name = settings.ApplicationName ?? "";
        settings.ApplicationName = name[..Math.Min(name.Length, MostOfName - Listening.Length)] + Listening;
        return new(settings.ToString());
    }

    internal static NpgsqlConnectionStringBuilder Complete(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        SetDefault(settings, "Timeout", s => s.Timeout = ConnectTimeout);
        SetDefault(settings, "Command Timeout", s => s.CommandTimeout = CommandTimeout);
        SetDefault(settings, "Maximum Pool Size", s => s.MaxPoolSize = MostConnections);
        SetDefault(settings, "Application Name", s => s.ApplicationName = "zorgid");
        // The operator's own options come last, because of two values for one setting the server takes the last.
        settings.Options = string.IsNullOrWhiteSpace(settings.Options) ? ServerSettings : $"{ServerSettings} {settings.Options}";
        return settings;
    }

    // Keys lists only what the operator has named, under whichever name; the builder itself "contains" every setting that it knows.
    private static void SetDefault(NpgsqlConnectionStringBuilder settings, string key, Action<NpgsqlConnectionStringBuilder> set)
    {
        if (!settings.Keys.Contains(key, StringComparer.OrdinalIgnoreCase))
            set(settings);
    }
}
