using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit.Tree;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Audit;

/// <summary>Makes a proof that an entry stands in the log, which others can check without the database (C2SP tlog-proof).</summary>
public sealed class ProveEntry(PortalTransactions transactions, SealAudit seal, AuditSecret secret, AuditSigningKey signing)
{
    private const string Row =
        $"""
        SELECT {StoredEntry.Columns} FROM "AuditLeaves" l JOIN "AuditEntries" e ON e."Id" = l."EntryId" WHERE l."Index" = @0
        """;

    /// <param name="entry">The entry's index, or its id.</param>
    public async Task<ProofResult> ExecuteAsync(string entry, CancellationToken cancellation)
    {
        await seal.ExecuteAsync(cancellation);
        return await transactions.ReadAsync(db => ProveAsync(db, entry, cancellation), cancellation);
    }

    private async Task<ProofResult> ProveAsync(PortalDb db, string entry, CancellationToken cancellation)
    {
        var leaves = db.AuditLeaves.AsNoTracking();
        var id = Guid.Empty;
        if (long.TryParse(entry, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            leaves = leaves.Where(l => l.Index == index);
        else if (Guid.TryParse(entry, out id))
            leaves = leaves.Where(l => l.EntryId == id);
        else
            return new(null, ProofRefusal.Unknown);
        if (await leaves.SingleOrDefaultAsync(cancellation) is not { } leaf)
        {
            return await db.AuditPending.AnyAsync(p => p.EntryId == id, cancellation)
                ? new(null, ProofRefusal.Unsealed)
                : new(null, ProofRefusal.Unknown);
        }

        if (await ReadAsync(db, leaf, cancellation) is { } data)
            return await ProveAsync(db, leaf.Index, data, cancellation) is { } proof ? new(proof, null) : new(null, ProofRefusal.Changed);
        return await db.AuditAnchors.AnyAsync(a => a.Size > leaf.Index, cancellation)
            && !await db.AuditEntries.AnyAsync(e => e.Id == leaf.EntryId, cancellation)
                ? new(null, ProofRefusal.Pruned)
                : new(null, ProofRefusal.Changed);
    }

    /// <returns>The leaf's data; null where the entry is not there, or not as it was written.</returns>
    private async Task<byte[]?> ReadAsync(PortalDb db, AuditLeaf leaf, CancellationToken cancellation)
    {
        var logId = await db.AuditLogs.Where(l => l.Index <= leaf.Index)
            .OrderByDescending(l => l.Index).ThenByDescending(l => l.LogId).Select(l => l.LogId).FirstOrDefaultAsync(cancellation);
        if (!new LeafMac(logId).Has(leaf.Index, leaf.Hash, secret.Key, leaf.Mac))
            return null;
        var text = new EntryText(logId);
        var mac = new byte[AuditEntry.HashLength];
        var isGenuine = false;
        await LogQuery.ReadAsync(
            db,
            Row,
            [leaf.Index],
            row => isGenuine = StoredEntry.TryRead(row, 0, text, mac) && text.HasMac(secret.Key, mac),
            cancellation);
        return isGenuine ? text.LeafData(mac) : null;
    }

    /// <returns>The proof; null where it does not prove the leaf, because the tree is not as it was.</returns>
    private async Task<TlogProof?> ProveAsync(PortalDb db, long index, byte[] data, CancellationToken cancellation)
    {
        try
        {
            var head = await AuditTree.ReadHeadAsync(db, cancellation);
            var path = await AuditTree.Of(db).ProveInclusionAsync(index, head.Size, cancellation);
            var proof = new TlogProof(index, path.Hashes, signing.Sign(head), data);
            return proof.Check(data, signing.Verifier) == TlogProofVerdict.Included ? proof : null;
        }
        catch (InvalidDataException)
        {
            // The tree lacks hashes.
            return null;
        }
    }
}
