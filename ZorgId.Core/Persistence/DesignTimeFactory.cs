using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using ZorgId.Core.Persistence.PostgreSql;

namespace ZorgId.Core.Persistence;

/// <summary><c>dotnet ef</c> uses this to make migrations without starting the portal, and without a database.</summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<PortalDb>, IDesignTimeDbContextFactory<PostgreSqlPortalDb>
{
    PortalDb IDesignTimeDbContextFactory<PortalDb>.CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PortalDb>().UseSqlite("Data Source=design.db").Options);

    PostgreSqlPortalDb IDesignTimeDbContextFactory<PostgreSqlPortalDb>.CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgreSqlPortalDb>().UseNpgsql("Host=localhost").Options);
}
