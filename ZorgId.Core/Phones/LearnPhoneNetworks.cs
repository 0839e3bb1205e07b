using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Phones;

/// <summary>
/// Tells <see cref="PhoneNetworks"/> where phones were according to the log: once after a start, and
/// later what other nodes have written. So nothing more is stored about anyone than the log holds anyway.
/// </summary>
public sealed class LearnPhoneNetworks(IDbContextFactory<PortalDb> databases, PhoneNetworks networks, TimeProvider time)
{
    /// <summary>How many accounts one query asks for.</summary>
    private const int BatchSize = 500;

    // An account does these by a signed message of its phone, and in no other way.
    private static readonly AuditAction[] OfPhones =
    [
        AuditAction.SessionClaimed, AuditAction.SecondPhoneTurnedAway, AuditAction.SessionAccepted, AuditAction.SessionRefused,
        AuditAction.PhoneUnlocked, AuditAction.PinChanged, AuditAction.PinRefused, AuditAction.PhonePinBlocked,
    ];

    private long _learned;

    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        var since = time.UtcNow() - PhoneNetworks.Remembered;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var size = (await db.AuditHeads.AsNoTracking().SingleAsync(cancellation)).Size;
        if (size == _learned)
            return;
        var acts = await db.AuditLeaves
            .Where(l => l.Index >= _learned && l.Index < size)
            .Join(db.AuditEntries, l => l.EntryId, e => e.Id, (_, e) => e)
            .Where(e => e.At > since
                && e.Actor != null && e.Client != null && OfPhones.Contains(e.Action))
            .GroupBy(e => new { e.Actor, e.Client })
            .Select(acts => new { acts.Key.Actor, acts.Key.Client, At = acts.Max(e => e.At) })
            .ToListAsync(cancellation);
        foreach (var some in acts.Chunk(BatchSize))
        {
            var ids = some.Select(a => a.Actor!.Value).Distinct().ToList();
            var phones = await db.Phones
                .Where(p => ids.Contains(p.AccountId))
                .Select(p => new { p.AccountId, p.Kid })
                .ToListAsync(cancellation);
            var kids = phones.ToLookup(p => p.AccountId, p => p.Kid);
            foreach (var act in some)
            {
                foreach (var kid in kids[act.Actor!.Value])
                    networks.Remember(kid, NetworkOf(act.Client!), act.At);
            }
        }

        _learned = size;
        networks.Forget();
    }

    // The text of a client ends with its address (Requester.Client).
    private static ClientNetwork NetworkOf(string client) => ClientNetwork.Parse(client[(client.LastIndexOf(' ') + 1)..]);
}
