using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ZorgId.Tests.Support;

/// <summary>A certificate for key rings, as an operator makes one: in a PFX file of its own.</summary>
internal static class TestCertificate
{
    public static X509Certificate2 Create()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
    }

    /// <returns>The file.</returns>
    public static string Write(DirectoryInfo folder, string name, string? password = null)
    {
        using var certificate = Create();
        var file = Path.Combine(folder.FullName, name);
        File.WriteAllBytes(file, certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, password));
        return file;
    }
}
