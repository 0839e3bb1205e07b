using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Audit;

/// <summary>Reads the log's key at the start of the program, or makes it, once for all who share the database.</summary>
public sealed class OpenAuditLog(IDbContextFactory<PortalDb> databases, IDataProtectionProvider provider, AuditSecret secret)
{
    private const int KeyOctets = 32;

    private readonly IDataProtector _protector = provider.CreateProtector("ZorgId.Audit.Key.v1");

    /// <exception cref="CryptographicException">The key ring has not the key that the log's key was encrypted with.</exception>
    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var stored = await FindAsync(db, cancellation) ?? await MakeAsync(db, cancellation);
        secret.Set(_protector.Unprotect(stored));
    }

    private async Task<byte[]> MakeAsync(PortalDb db, CancellationToken cancellation)
    {
        db.AuditKeys.Add(new(_protector.Protect(RandomNumberGenerator.GetBytes(KeyOctets))));
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            // Another program was first, or nothing can be written: the row tells which.
        }

        return await FindAsync(db, cancellation) ?? throw new InvalidOperationException("The log's key could not be kept.");
    }

    private static Task<byte[]?> FindAsync(PortalDb db, CancellationToken cancellation) =>
        db.AuditKeys.AsNoTracking().Select(k => (byte[]?)k.ProtectedKey).SingleOrDefaultAsync(cancellation);
}
