using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit;

namespace ZorgId.Tests.Support;

/// <summary>What a host's log says. What its database has not sealed yet is sealed first.</summary>
public static class AuditDriver
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task<SealResult> SealAsync(this IPortalHost host) => host.Get<SealAudit>().ExecuteAsync(Cancellation);

    /// <summary>Where the log is now.</summary>
    public static async Task<AuditMark> HeadAsync(this IPortalHost host)
    {
        await host.SealAsync();
        return await host.Get<ViewAuditHead>().ExecuteAsync(Cancellation);
    }

    /// <summary>Where the log was at this size.</summary>
    public static async Task<AuditMark> HeadAsync(this IPortalHost host, long size)
    {
        var now = await host.HeadAsync();
        return now with { Size = size, Root = Convert.ToHexStringLower(await host.QueryAsync(db => AuditTree.Of(db).ReadRootAsync(size, Cancellation))) };
    }

    /// <summary>The entries that are there, in the order of their numbers.</summary>
    /// <param name="since">The log was here; what was there then is left out.</param>
    public static async Task<IReadOnlyList<AuditEntry>> LogAsync(this IPortalHost host, AuditMark? since = null) =>
        [.. (await host.NumberedLogAsync()).Where(n => n.Number >= (since?.Size ?? 0)).Select(n => n.Entry)];

    /// <summary>The entries that are there, with their numbers.</summary>
    public static async Task<IReadOnlyList<(long Number, AuditEntry Entry)>> NumberedLogAsync(this IPortalHost host)
    {
        await host.SealAsync();
        return await host.QueryAsync(async db =>
        {
            var rows = await db.AuditLeaves.Join(db.AuditEntries.AsNoTracking(), l => l.EntryId, e => e.Id, (l, e) => new { l.Index, Entry = e }).OrderBy(r => r.Index).ToListAsync(Cancellation);
            return rows.Select(r => (r.Index, r.Entry)).ToList();
        });
    }
}
