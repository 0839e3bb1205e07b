using Npgsql;

namespace ZorgId.Core.Persistence.PostgreSql;

/// <summary>What a connection is like where the operator's connection string does not say otherwise.</summary>
internal static class PostgreSqlConnections
{
    /// <summary>Seconds. Less than a phone waits for its answer.</summary>
    private const int ConnectTimeout = 5;

    private const int CommandTimeout = 10;

    /// <summary>Of two nodes, below the hundred that a server allows when nobody has set it.</summary>
    private const int MostConnections = 40;

    // A commit is on the disk before it is answered, whatever the server's own setting; a writer waits as long for its turn as
    // on SQLite; one that died in mid-transaction without a farewell does not keep the others waiting for long.
    private const string ServerSettings = "-c synchronous_commit=on -c lock_timeout=5s -c idle_in_transaction_session_timeout=30s";

    /// <summary>Seconds after which a silent connection is asked whether it is still there.</summary>
    private const int KeepAlive = 10;

    private const int MostOfName = 63;

    /// <summary>What the server tells of a connection that listens, behind its application's name.</summary>
    public const string Listening = " (listening)";

    public static NpgsqlDataSource Open(string connectionString) => NpgsqlDataSource.Create(Complete(connectionString));

    /// <summary>A connection of its own that waits for what it is told, and notices when nobody is there any more.</summary>
    public static NpgsqlConnection CreateListening(string connectionString)
    {
        var settings = Complete(connectionString);
        settings.Pooling = false;
        settings.KeepAlive = KeepAlive;
        // The server keeps 63 octets.
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
        // Before the operator's own: of two that name the same setting, the server takes the last.
        settings.Options = string.IsNullOrWhiteSpace(settings.Options) ? ServerSettings : $"{ServerSettings} {settings.Options}";
        return settings;
    }

    // Among its keys are those that the operator has named, by whichever of their names; it "contains" all that there are.
    private static void SetDefault(NpgsqlConnectionStringBuilder settings, string key, Action<NpgsqlConnectionStringBuilder> set)
    {
        if (!settings.Keys.Contains(key, StringComparer.OrdinalIgnoreCase))
            set(settings);
    }
}
