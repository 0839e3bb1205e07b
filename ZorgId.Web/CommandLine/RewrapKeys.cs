using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;

namespace ZorgId.Web.CommandLine;

/// <summary>What became of a key ring.</summary>
/// <param name="Rewrapped">How many keys were wrapped with the old certificate, and are wrapped with the new one now.</param>
/// <param name="Keys">How many keys there are in all.</param>
/// <param name="Unopened">The row of the first key that neither certificate opens. Where there is one, nothing was changed.</param>
internal sealed record RewrapResult(int Rewrapped, int Keys, int? Unopened = null);

/// <summary>
/// Wraps the key ring with another certificate: all of its keys or none, with the log's entry in the same transaction. The keys
/// themselves do not change, so everything that was encrypted with them can still be decrypted.
/// </summary>
internal sealed class RewrapKeys(PortalTransactions transactions, TimeProvider time)
{
    /// <exception cref="CryptographicException">The new certificate does not open what it has wrapped. Nothing was changed.</exception>
    /// <exception cref="DbUpdateException">The database refuses it. Nothing was changed.</exception>
    /// <exception cref="CommitInDoubtException">It is not known whether it was done. Doing it again is harmless.</exception>
    public Task<RewrapResult> ExecuteAsync(X509Certificate2 old, X509Certificate2 current, CancellationToken cancellation)
    {
        var wrapping = new KeyWrapping(old, current);
        return transactions.RunAloneAsync(
            async (db, cancellation) =>
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
                    Record(db, detail);
                }

                return new(count, results.Count(r => r.Now.End != KeyWrappingEnd.NoKey));
            },
            cancellation);
    }

    private void Record(PortalDb db, string detail) => db.Record(new AuditEvent(
        AuditAction.KeysRewrapped,
        Environment: null,
        time.UtcNow(),
        Client: AuditClient.CommandLine,
        Detail: detail,
        By: AuditParty.Operator));
}
