using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Sessions;

/// <summary>
/// The server key of typed codes. 50 bits could be found by trying if a plain hash of them were stored; with this key,
/// which is encrypted in the database, the database alone is of no use.
/// </summary>
public sealed class TypedCodeKey(IDbContextFactory<PortalDb> databases, PortalTransactions transactions, IDataProtectionProvider provider)
{
    private const string Name = "typed-codes";
    private const int Octets = 32;
    private const int PersonalCodeOctets = 16;

    private readonly IDataProtector _protector = provider.CreateProtector("ZorgId.Sessions.TypedCodeKey.v1");
    private byte[]? _key;

    /// <summary>What is kept of a typed code.</summary>
    /// <param name="key">Of <see cref="MakeAsync"/> or <see cref="FindAsync"/>.</param>
    public static string Mac(byte[] key, PortalEnvironment environment, TypedCode code) =>
        Base64Url.EncodeToString(Compute(key, $"code {environment.WireName()} {code.Value}"));

    /// <summary>The code of a QR text that is made for one phone's key: 128 bits, base64url.</summary>
    /// <param name="number">How many were made before it, for this session and this key.</param>
    public static string CodeFor(byte[] key, SessionId sid, string kid, int number) =>
        Base64Url.EncodeToString(Compute(key, $"qr {sid} {kid} {number}").AsSpan(0, PersonalCodeOctets));

    /// <summary>The key, made now if this is the first typed code of all.</summary>
    public async Task<byte[]> MakeAsync(CancellationToken cancellation)
    {
        // Where two nodes are first at once, one insert fails and reads what the other wrote.
        return await FindAsync(cancellation) ?? (_key = await transactions.RunAsync(
            async db =>
            {
                if (await db.ServerKeys.SingleOrDefaultAsync(k => k.Name == Name, cancellation) is { } known)
                    return _protector.Unprotect(known.ProtectedValue);
                var key = RandomNumberGenerator.GetBytes(Octets);
                db.ServerKeys.Add(new(Name, _protector.Protect(key)));
                return key;
            },
            cancellation));
    }

    /// <summary>The key; null where no typed code was ever shown. Writes nothing: strangers come this way.</summary>
    public async Task<byte[]?> FindAsync(CancellationToken cancellation)
    {
        if (_key is not null)
            return _key;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.ServerKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Name == Name, cancellation) is { } known
            ? _key = _protector.Unprotect(known.ProtectedValue)
            : null;
    }

    private static byte[] Compute(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(text));
}
