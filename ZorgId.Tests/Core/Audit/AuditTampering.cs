using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Audit;

/// <summary>What someone does who owns the database: the guards go first, and come back last.</summary>
public static class AuditTampering
{
    public static async Task TamperAsync(this TestPortal portal, string sql)
    {
        var guards = await portal.GuardsAsync();
        await portal.ExecuteAsync(string.Concat(guards.Select(g => $"DROP TRIGGER \"{g.Name}\";")) + sql);
        await portal.ExecuteAsync(string.Join(";", guards.Select(g => g.Sql)) + ";");
    }

    public static Task<IReadOnlyList<AuditGuard>> GuardsAsync(this TestPortal portal) => portal.QueryAsync<IReadOnlyList<AuditGuard>>(async db =>
        await db.Database.SqlQuery<AuditGuard>($"SELECT name AS Name, sql AS Sql FROM sqlite_master WHERE type = 'trigger'").ToListAsync());

    public static Task<AuditVerdict> VerifyAsync(this TestPortal portal, AuditMark? mark = null) =>
        portal.Get<VerifyAudit>().ExecuteAsync(mark, TestContext.Current.CancellationToken);

    public static Task<AuditMark> HeadAsync(this TestPortal portal) => portal.Get<ViewAuditHead>().ExecuteAsync(TestContext.Current.CancellationToken);
}

public sealed record AuditGuard(string Name, string Sql);
