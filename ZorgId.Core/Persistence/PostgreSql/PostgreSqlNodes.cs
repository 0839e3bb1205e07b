using Npgsql;

namespace ZorgId.Core.Persistence.PostgreSql;

/// <summary>The nodes that serve this database now, by the connections on which they listen to each other.</summary>
/// <remarks>A node that lost its connection a moment ago, or has only begun to start, is not seen.</remarks>
public sealed class PostgreSqlNodes(NpgsqlDataSource connections)
{
    // CreateListening shortens what comes before, so the name ends so within the 63 octets that the server keeps of it.
    private const string Find =
        """
        SELECT COALESCE(host(client_addr), 'this machine') FROM pg_stat_activity
        WHERE datname = current_database() AND application_name LIKE '%' || $1 ORDER BY backend_start LIMIT 1
        """;

    /// <returns>The address of one of them; null where none is seen.</returns>
    /// <exception cref="NpgsqlException">The database cannot be asked.</exception>
    public async Task<string?> FindOneAsync(CancellationToken cancellation)
    {
        await using var command = connections.CreateCommand(Find);
        command.Parameters.Add(new() { Value = PostgreSqlConnections.Listening });
        return (string?)await command.ExecuteScalarAsync(cancellation);
    }
}
