using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;

namespace ZorgId.Core.Persistence.PostgreSql;

/// <summary>The database, on PostgreSQL: the same model, with migrations of its own.</summary>
public sealed class PostgreSqlPortalDb(DbContextOptions<PostgreSqlPortalDb> options) : PortalDb(options)
{
    // Texts are sorted and compared octet by octet, as on SQLite: names are folded for that already, and no server's locale plays a part.
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
