using ZorgId.Core.Persistence.PostgreSql;

namespace ZorgId.Tests.Core.Persistence;

/// <summary>What holds of a connection, unless the operator says otherwise.</summary>
[Trait("Stores", "nothing")]
public sealed class PostgreSqlConnectionsTests
{
    [Fact]
    public void Complete_NothingSaid_HasWhatThePortalNeeds()
    {
        var settings = PostgreSqlConnections.Complete("Host=db.example;Database=zorgid");

        Assert.Equal((5, 10, 40, "zorgid"), (settings.Timeout, settings.CommandTimeout, settings.MaxPoolSize, settings.ApplicationName));
        Assert.Equal("-c synchronous_commit=on -c lock_timeout=5s -c idle_in_transaction_session_timeout=30s", settings.Options);
    }

    [Fact]
    public void Complete_OperatorsOptions_ComeAfterThePortals() => Assert.Equal(
        "-c synchronous_commit=on -c lock_timeout=5s -c idle_in_transaction_session_timeout=30s -c geqo=off -c lock_timeout=1s",
        PostgreSqlConnections.Complete("Host=db.example;Options=-c geqo=off -c lock_timeout=1s").Options);

    [Theory]
    [InlineData("Timeout=1;Command Timeout=2;Maximum Pool Size=3;Application Name=other")]
    [InlineData("timeout=1;commandtimeout=2;MaxPoolSize=3;ApplicationName=other")]
    public void Complete_OperatorsOwn_Counts(string own)
    {
        var settings = PostgreSqlConnections.Complete($"Host=db.example;Database=zorgid;{own}");

        Assert.Equal((1, 2, 3, "other"), (settings.Timeout, settings.CommandTimeout, settings.MaxPoolSize, settings.ApplicationName));
    }
}
