using Microsoft.EntityFrameworkCore;

namespace ZorgId.Core.Persistence.PostgreSql;

/// <summary>Gives the rooms, which know of one context, PostgreSQL's.</summary>
internal sealed class PostgreSqlContexts(IDbContextFactory<PostgreSqlPortalDb> contexts) : IDbContextFactory<PortalDb>
{
    public PortalDb CreateDbContext() => contexts.CreateDbContext();

    public async Task<PortalDb> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
        await contexts.CreateDbContextAsync(cancellationToken);
}
