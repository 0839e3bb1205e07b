using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ZorgId.Core.Persistence.Sqlite;
using ZorgId.Web.Platform.Settings;

namespace ZorgId.Web.CommandLine;

/// <summary>
/// The signature that <c>backup</c> puts beside its file: the SHA-256 of the whole file, signed (RSA-PSS) with the key of the
/// certificate that wraps the key ring. Someone who can write to a backup, but has not that key, cannot have another file restored.
/// </summary>
internal static class BackupSignature
{
    // No RSA signature is nearly as long, and a file that is longer need not be read.
    private const int MostOctets = 4096;

    public static string PathFor(string file) => file + ".sig";

    /// <summary>Signs a file. The signature gets its name only when it is complete, so that nobody reads half of it.</summary>
    public static async Task WriteAsync(string file, X509Certificate2 certificate, CancellationToken cancellation)
    {
        using var key = certificate.GetRSAPrivateKey() ?? throw new SettingsException("The certificate holds no RSA private key.");
        var signature = key.SignHash(await HashAsync(file, cancellation), HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        var draft = PathFor(file) + ".partial";
        await using (var stream = PrivateFiles.Open(draft, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            await stream.WriteAsync(signature, cancellation);
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, PathFor(file), overwrite: false);
    }

    /// <summary>What is wrong with the signature of a file; null where one of the certificates made it, of this file.</summary>
    /// <param name="file">The file as it will be used, whatever its name.</param>
    /// <param name="signature">The path of its signature.</param>
    public static async Task<string?> FindFaultAsync(
        string file,
        string signature,
        IEnumerable<X509Certificate2> certificates,
        CancellationToken cancellation)
    {
        if (!File.Exists(signature))
            return $"there is no {signature}, which says that it is as it was made";
        if (new FileInfo(signature).Length > MostOctets)
            return $"{signature} is no signature";
        var (hash, octets) = (await HashAsync(file, cancellation), await File.ReadAllBytesAsync(signature, cancellation));
        return certificates.Any(certificate => IsBy(certificate, hash, octets))
            ? null
            : $"{signature} was made for another file, or with another certificate";
    }

    private static bool IsBy(X509Certificate2 certificate, byte[] hash, byte[] signature)
    {
        using var key = certificate.GetRSAPublicKey();
        return key?.VerifyHash(hash, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss) == true;
    }

    private static async Task<byte[]> HashAsync(string file, CancellationToken cancellation)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
        return await SHA256.HashDataAsync(stream, cancellation);
    }
}
