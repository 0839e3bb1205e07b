using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace ZorgId.Web.Platform;

/// <summary>Finds out whether the certificate can open the key ring of Data Protection.</summary>
internal static class KeyRing
{
    /// <summary>Whether the ring is empty, or at least one of its keys can be opened.</summary>
    public static bool MayBeUsed(this IKeyManager ring) => ring.GetAllKeys() is var keys && (keys.Count == 0 || keys.Any(CanBeOpened));

    // Data Protection decrypts a key only when its encryptor is made.
    public static bool CanBeOpened(this IKey key)
    {
        try
        {
            return key.CreateEncryptor() is not null;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
