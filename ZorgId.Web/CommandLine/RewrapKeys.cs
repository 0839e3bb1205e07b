using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;

namespace ZorgId.Web.CommandLine;

/// <summary>What became of a key ring.</summary>
/// <param name="Rewrapped">Keys that have the new certificate's wrapping now, and had the old one's.</param>
/// <param name="Keys">All that there are.</param>
/// <param name="Unopened">The row of the first that neither certificate opens, because of which nothing was changed.</param>
internal sealed record RewrapResult(int Rewrapped, int Keys, int? Unopened = null);

/// <summary>
/// Has another certificate wrap the key ring: all of its keys or none, with the log's entry in the same transaction. The keys
/// themselves stay what they are, so that all that was encrypted with them still opens.
/// </summary>
internal sealed class RewrapKeys(PortalTransactions transactions, TimeProvider time)
{
    /// <exception cref="CryptographicException">The new certificate does not open what it has wrapped. Nothing was changed.</exception>
    /// <exception cref="DbUpdateException">The database refuses it. Nothing was changed.</exception>
    /// <exception cref="CommitInDoubtException">Nobody knows whether it was done. To do it again is harmless.</exception>
    public Task<RewrapResult> ExecuteAsync(X509Certificate2 old, X509Certificate2 current, CancellationToken cancellation)
    {
        var wrapping = new KeyWrapping(old, current);
        return transactions.RunAsync(
            async db =>
            {
                var ring = await db.DataProtectionKeys
                    .Where(k => k.Xml != null && k.Xml != "")
                    .OrderBy(k => k.Id)
                    .ToListAsync(cancellation);
                var results = ring.ConvertAll(key => (Key: key, Now: wrapping.Rewrap(key.Xml!)));
                if (results.Find(r => r.Now.End == KeyWrappingEnd.Unopened) is { Key: { } foreign })
                    return new RewrapResult(0, results.Count, foreign.Id);

                foreach (var (key, now) in results.Where(r => r.Now.Xml is not null))
                    key.Xml = now.Xml;
                var count = results.Count(r => r.Now.End == KeyWrappingEnd.Rewrapped);
                if (count > 0)
                {
                    var detail = string.Create(CultureInfo.InvariantCulture, $"{count} {old.Thumbprint} {current.Thumbprint}");
                    await RecordAsync(db, detail, cancellation);
                }

                return new(count, results.Count(r => r.Now.End != KeyWrappingEnd.NoKey));
            },
            cancellation);
    }

    private async Task RecordAsync(PortalDb db, string detail, CancellationToken cancellation)
    {
        var last = await db.AuditEntries.AsNoTracking().OrderByDescending(e => e.Sequence).FirstOrDefaultAsync(cancellation);
        db.Record(new AuditEvent(
            AuditAction.KeysRewrapped,
            last?.Environment ?? PortalEnvironment.Productie,
            time.UtcNow(),
            Client: AuditClient.CommandLine,
            Detail: detail,
            By: AuditParty.Operator));
    }
}
