using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Data.Sqlite;
using ZorgId.Core.Persistence;

namespace ZorgId.Web.Hosting;

/// <summary>
/// The certificate that wraps the key ring, in a file beside the SQLite database that only its owner can read. A copy of
/// the database alone opens nothing.
/// </summary>
public static class KeyCertificate
{
    private const int KeyBits = 3072;
    private const int ValidYears = 50;

    /// <summary>The certificate of the database, made where there is no database yet.</summary>
    /// <exception cref="SettingsException">There is a database and no certificate, where a new one would open nothing; or the file is none.</exception>
    public static X509Certificate2 For(string connectionString)
    {
        var database = Path.GetFullPath(new SqliteConnectionStringBuilder(connectionString).DataSource);
        var path = database + ".keys.pfx";
        // In this order: another process that starts at the same time makes the certificate first, and the database then.
        var hasDatabase = File.Exists(database);
        if (!File.Exists(path))
        {
            if (hasDatabase)
                throw new SettingsException($"{path} is missing, which opens what is encrypted in this database: put it back.");
            Create(path);
        }

        try
        {
            return X509CertificateLoader.LoadPkcs12FromFile(path, password: null);
        }
        catch (CryptographicException)
        {
            throw new SettingsException($"{path} is not the key file that belongs beside this database; put that back.");
        }
    }

    private static void Create(string path)
    {
        DatabaseStart.MakeFolder(Path.GetDirectoryName(path)!);
        using var key = RSA.Create(KeyBits);
        var request = new CertificateRequest("CN=ZORG-ID Portaal key ring", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(ValidYears));

        // Written whole, private from its first byte, and put in place only if no other process was first.
        var draft = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(draft, options))
            file.Write(certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, password: null));
        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }
}
