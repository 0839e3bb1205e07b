using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Keys;

/// <summary>The portal's own secrets: each is made once, for all who share the database.</summary>
/// <remarks>
/// They are opened at the start of the program, outside of any transaction. Making one may also make a key of Data
/// Protection, which is written over another connection and would deadlock with a transaction that waits for it.
/// </remarks>
public sealed class ServerKeys(IDbContextFactory<PortalDb> databases, IDataProtectionProvider provider)
{
    /// <summary>Octets of a key that is not of a form of its own.</summary>
    public const int Length = 32;

    /// <summary>Reads the key, or makes it of <see cref="Length"/> random octets.</summary>
    /// <param name="name">At most 40 characters.</param>
    /// <param name="purpose">The purpose for Data Protection: what was encrypted for one purpose cannot be decrypted for another.</param>
    /// <exception cref="CryptographicException">The key ring does not have the key that this one was encrypted with.</exception>
    public Task<byte[]> OpenAsync(string name, string purpose, CancellationToken cancellation) =>
        OpenAsync(name, purpose, () => RandomNumberGenerator.GetBytes(Length), cancellation);

    /// <summary>Reads a key of another form, or makes it.</summary>
    /// <param name="make">Makes a key of at most 512 octets. Where another process is first, what it has made is dropped.</param>
    /// <inheritdoc cref="OpenAsync(string, string, CancellationToken)"/>
    public async Task<byte[]> OpenAsync(string name, string purpose, Func<byte[]> make, CancellationToken cancellation)
    {
        var protector = provider.CreateProtector(purpose);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return protector.Unprotect(
            await FindAsync(db, name, cancellation) ?? await KeepAsync(db, name, protector.Protect(make()), cancellation));
    }

    private static async Task<byte[]> KeepAsync(PortalDb db, string name, byte[] made, CancellationToken cancellation)
    {
        db.ServerKeys.Add(new(name, made));
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            // Another process was first, or nothing can be written; reading the row again tells which.
        }

        return await FindAsync(db, name, cancellation) ?? throw new InvalidOperationException($"The key {name} could not be kept.");
    }

    private static Task<byte[]?> FindAsync(PortalDb db, string name, CancellationToken cancellation) =>
        db.ServerKeys.AsNoTracking().Where(k => k.Name == name).Select(k => (byte[]?)k.ProtectedValue).SingleOrDefaultAsync(cancellation);
}
