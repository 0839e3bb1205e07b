using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;

namespace ZorgId.Core.Persistence.PostgreSql;

/// <summary>The database, on PostgreSQL: the same model, with migrations of its own.</summary>
public sealed class PostgreSqlPortalDb(DbContextOptions<PostgreSqlPortalDb> options) : PortalDb(options)
{
    // Octet by octet, as SQLite sorts and compares: names are folded for that already, and no server's locale plays a part.
    private const string Octets = "C";

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<string>().UseCollation(Octets);
        configurationBuilder.Properties<Enum>().UseCollation(Octets);
        configurationBuilder.Properties<BirthDate>().UseCollation(Octets);
        configurationBuilder.Properties<SessionId>().UseCollation(Octets);
    }
}
