using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace ZorgId.Web.Platform;

/// <summary>The key ring of Data Protection, as the certificate finds it.</summary>
internal static class KeyRing
{
    /// <summary>Whether it is empty, or one of its keys at least can be opened.</summary>
    public static bool MayBeUsed(this IKeyManager ring) => ring.GetAllKeys() is var keys && (keys.Count == 0 || keys.Any(CanBeOpened));

    // Making the encryptor is what decrypts the key.
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
