using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using ZorgId.Core;
using ZorgId.Core.Persistence;

namespace ZorgId.Tests.Core.Persistence;

/// <summary>What an operator's connection string does not say.</summary>
[Trait("Database", "None")] // No database is asked.
public sealed class PostgreSqlConnectionsTests
{
    [Fact]
    public async Task Connections_OfAStringThatSaysNothing_HaveThePortalsOwn()
    {
        var settings = await ReadAsync("Host=db.example;Database=portal");

        Assert.Equal((5, 10, 40, "zorgid"), (settings.Timeout, settings.CommandTimeout, settings.MaxPoolSize, settings.ApplicationName));
        Assert.Contains("-c synchronous_commit=on -c lock_timeout=5s", settings.Options, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connections_OfAStringThatSaysOtherwise_HaveThat()
    {
        var settings = await ReadAsync("Host=db.example;Database=portal;Timeout=15;Command Timeout=30;Maximum Pool Size=100;Application Name=desk;Options=-c lock_timeout=1s");

        Assert.Equal((15, 30, 100, "desk", "-c lock_timeout=1s"), (settings.Timeout, settings.CommandTimeout, settings.MaxPoolSize, settings.ApplicationName, settings.Options));
    }

    private static async Task<NpgsqlConnectionStringBuilder> ReadAsync(string connectionString)
    {
        await using var services = new ServiceCollection().AddLogging().AddZorgIdCore(new DatabaseSource(DatabaseProvider.PostgreSQL, connectionString)).BuildServiceProvider();
        return new(services.GetRequiredService<NpgsqlDataSource>().ConnectionString);
    }
}
