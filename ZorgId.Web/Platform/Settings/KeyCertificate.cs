using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ZorgId.Core.Persistence.Sqlite;

namespace ZorgId.Web.Platform.Settings;

/// <summary>A PFX file of the operator.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Password">Null where the file has no password.</param>
public sealed record KeyCertificateFile(string Path, string? Password);

/// <summary>
/// The certificate that wraps the key ring. It is in a file outside the database, so that a copy of the database alone opens nothing.
/// </summary>
public static class KeyCertificate
{
    private const int KeyBits = 3072;
    private const int ValidYears = 50;

    /// <summary>The operator's certificate, or else that of the SQLite database, which is made where there is no database yet.</summary>
    /// <exception cref="SettingsException">A certificate that is needed is missing, or its file holds none.</exception>
    public static X509Certificate2 For(PortalSettings settings) =>
        settings.Keys is { } file ? Load(file, "Keys:Certificate", "Keys:CertificatePassword") : Beside(settings.Database.File!);

    /// <summary>The same, and those that were in use before it (<c>Keys:Previous</c>), whose signatures are still valid.</summary>
    /// <exception cref="SettingsException">A file is missing, or holds no certificate.</exception>
    public static IReadOnlyList<X509Certificate2> AllFor(PortalSettings settings) =>
        [For(settings), .. settings.PreviousKeys.Select(LoadPrevious)];

    /// <summary>The certificate that is being replaced (<c>keys rewrap --old</c>).</summary>
    /// <exception cref="StartRefusedException">The file is missing, or holds no certificate that can open keys.</exception>
    internal static X509Certificate2 Old(KeyCertificateFile file)
    {
        try
        {
            return Load(file, "--old", "Keys:OldPassword");
        }
        catch (SettingsException exception)
        {
            throw new StartRefusedException(exception.Message);
        }
    }

    // The public part is enough to check a signature.
    private static X509Certificate2 LoadPrevious(string path)
    {
        try
        {
            return X509CertificateLoader.LoadCertificateFromFile(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"Keys:Previous names {path}, which is not there or cannot be read.");
        }
        catch (CryptographicException)
        {
            throw new SettingsException(
                $"Keys:Previous names {path}, which is no certificate. To make one of a PFX file: "
                + "openssl pkcs12 -in old.pfx -clcerts -nokeys -out old.crt");
        }
    }

    /// <param name="name">The setting that names the file.</param>
    /// <param name="password">The setting that has its password.</param>
    private static X509Certificate2 Load(KeyCertificateFile file, string name, string password)
    {
        if (!File.Exists(file.Path))
            throw new SettingsException($"{name} names {file.Path}, which is not there.");
        X509Certificate2 certificate;
        try
        {
            certificate = X509CertificateLoader.LoadPkcs12FromFile(file.Path, file.Password);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{name} names {file.Path}, which cannot be read: give it to the user that the program runs as.");
        }
        catch (CryptographicException)
        {
            throw new SettingsException($"{name} names {file.Path}, which is no PFX file, or {password} is not its password.");
        }

        // Data Protection encrypts with an RSA certificate, and needs its private key to decrypt again.
        using var key = certificate.GetRSAPrivateKey();
        return key is not null ? certificate : throw new SettingsException($"{name} names {file.Path}, which holds no RSA private key.");
    }

    /// <summary>The path of an SQLite database's own certificate.</summary>
    public static string PathBeside(string database) => database + ".keys.pfx";

    /// <summary>
    /// The certificate of an SQLite database, in a file beside it that only its owner can read. It is made where there is no database yet.
    /// </summary>
    /// <exception cref="SettingsException">
    /// There is a database without a certificate, and a new certificate would open nothing; or the file holds no certificate.
    /// </exception>
    internal static X509Certificate2 Beside(string database)
    {
        var path = PathBeside(database);
        // The order matters: another process that starts at the same time makes the certificate first, and then the database.
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
        PrivateFiles.MakeFolder(Path.GetDirectoryName(path)!);
        using var key = RSA.Create(KeyBits);
        var request = new CertificateRequest("CN=ZORG-ID Portaal key ring", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(ValidYears));

        // The file is written completely under another name, and gets its own name only if no other process was first.
        var draft = $"{path}.{Guid.NewGuid():N}";
        using (var file = PrivateFiles.Open(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None))
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
