using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Keys;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Audit;

/// <summary>The key of the log and the log's id, in memory. They are opened once, before anything is written.</summary>
public sealed class AuditSecret
{
    private const int FingerprintOctets = 8;

    private byte[]? _key;

    /// <exception cref="InvalidOperationException">Not opened yet.</exception>
    internal byte[] Key => _key ?? throw new InvalidOperationException("The log is not open.");

    /// <summary>The id under which entries are written. It changes only where a copy takes the place of the database.</summary>
    internal Guid LogId { get; set; }

    /// <summary>Tells one key from another without giving the key away: 16 hexadecimal digits.</summary>
    public string Fingerprint => Convert.ToHexStringLower(new CanonicalText("zorgid-audit-key-v1").Hash(Key)[..FingerprintOctets]);

    /// <exception cref="CryptographicException">The key ring does not have the key that this one was encrypted with.</exception>
    public async Task OpenAsync(ServerKeys keys, IDbContextFactory<PortalDb> databases, CancellationToken cancellation)
    {
        _key = await keys.OpenAsync("audit", "ZorgId.Audit.Key.v1", cancellation);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        LogId = await AuditTree.ReadLogIdAsync(db, cancellation);
        // A log that has entries had an id; whoever verifies it learns that it is gone.
        if (LogId == Guid.Empty && await AuditTree.ReadSizeAsync(db, cancellation) == 0)
            LogId = await MakeIdAsync(db, cancellation);
    }

    private static async Task<Guid> MakeIdAsync(PortalDb db, CancellationToken cancellation)
    {
        db.AuditLogs.Add(new(index: 0, Guid.CreateVersion7()));
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            // Another process was first, or nothing can be written; reading the row again tells which.
        }

        return await AuditTree.ReadLogIdAsync(db, cancellation) is var id && id != Guid.Empty
            ? id
            : throw new InvalidOperationException("The log's id could not be kept.");
    }
}
