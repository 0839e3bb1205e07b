using ZorgId.Core.Audit;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Audit;

/// <summary>What someone does who owns the database: the guards go first, and come back last.</summary>
public static class AuditTampering
{
    public static Task TamperAsync(this TestPortal portal, string sql) => portal.QueryAsync(async db =>
    {
        await db.TamperAsync(sql);
        return true;
    });

    public static Task<IReadOnlyList<FoundTrigger>> TriggersAsync(this TestPortal portal) => portal.QueryAsync(db => db.TriggersAsync());

    public static Task<AuditVerdict> VerifyAsync(this TestPortal portal, AuditMark? mark = null) =>
        portal.Get<VerifyAudit>().ExecuteAsync(mark, TestContext.Current.CancellationToken);

    public static void MustBeBroken(AuditFault fault, long at, AuditVerdict verdict) => Assert.Equal((fault, at), (verdict.Fault, verdict.BrokenAt));
}
