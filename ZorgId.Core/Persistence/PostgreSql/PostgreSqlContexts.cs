using Microsoft.EntityFrameworkCore;

namespace ZorgId.Core.Persistence.PostgreSql;

/// <summary>Gives the use cases, which know of one context only, that of PostgreSQL.</summary>
internal sealed class PostgreSqlContexts(IDbContextFactory<PostgreSqlPortalDb> contexts) : IDbContextFactory<PortalDb>
{
    public PortalDb CreateDbContext() => contexts.CreateDbContext();

    public async Task<PortalDb> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
        await contexts.CreateDbContextAsync(cancellationToken);
}
