using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Logging.Abstractions;

namespace ZorgId.Web.CommandLine;

/// <summary>
/// Wraps a key of the ring with another certificate. Data Protection's own classes unwrap and wrap; this class only knows where
/// the wrapped secret is in a key's XML.
/// </summary>
/// <remarks>
/// Source: ASP.NET Core, Key storage format in Data Protection
/// (learn.microsoft.com/aspnet/core/security/data-protection/implementation/key-storage-format).
/// </remarks>
internal sealed class KeyWrapping(X509Certificate2 old, X509Certificate2 current)
{
    private const string Key = "key";

    private static readonly XName Secret = XName.Get("encryptedSecret", "http://schemas.asp.net/2015/03/dataProtection");
    private static readonly XName Encrypted = XName.Get("EncryptedData", "http://www.w3.org/2001/04/xmlenc#");

    private readonly EncryptedXmlDecryptor _old = DecryptorOf(old);
    private readonly EncryptedXmlDecryptor _current = DecryptorOf(current);
    private readonly CertificateXmlEncryptor _encryptor = new(current, NullLoggerFactory.Instance);

    /// <summary>Wraps what the old certificate opens; what the current one opens already stays as it is.</summary>
    /// <param name="xml">An element of the ring, as it is stored.</param>
    public KeyWrappingResult Rewrap(string xml)
    {
        if (Parse(xml) is not { } element)
            return new(KeyWrappingEnd.Unopened);
        // An element that revokes keys holds no secret.
        if (element.Name != Key)
            return new(KeyWrappingEnd.NoKey);
        // The portal never stores a key unencrypted, so this is not a key that it made.
        if (element.Descendants(Secret).ToList() is not { Count: > 0 } secrets)
            return new(KeyWrappingEnd.Unopened);

        var end = KeyWrappingEnd.Already;
        foreach (var secret in secrets.Where(secret => Unwrap(_current, secret) is null))
        {
            if (!TryRewrap(secret))
                return new(KeyWrappingEnd.Unopened);
            end = KeyWrappingEnd.Rewrapped;
        }

        return new(end, end == KeyWrappingEnd.Rewrapped ? element.ToString(SaveOptions.DisableFormatting) : null);
    }

    private bool TryRewrap(XElement secret)
    {
        if (Unwrap(_old, secret) is not { } opened)
            return false;
        var wrapped = _encryptor.Encrypt(opened);
        secret.ReplaceAll(new XAttribute("decryptorType", wrapped.DecryptorType.AssemblyQualifiedName!), wrapped.EncryptedElement);
        // The new wrapping must be readable before the old one is lost.
        return XNode.DeepEquals(opened, Unwrap(_current, secret))
            ? true
            : throw new CryptographicException("A key that was wrapped anew does not open to what it was.");
    }

    /// <returns>Null where this certificate does not open it.</returns>
    private static XElement? Unwrap(EncryptedXmlDecryptor decryptor, XElement secret)
    {
        // The decryptor would return an element that is not encrypted as it is.
        if (secret.Elements().ToList() is not [var inner] || inner.Name != Encrypted)
            return null;
        try
        {
            return decryptor.Decrypt(inner);
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException or XmlException)
        {
            return null;
        }
    }

    private static XElement? Parse(string xml)
    {
        try
        {
            return XElement.Parse(xml);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    // The decryptor takes its certificates from the services once, so each certificate gets services of its own.
    private static EncryptedXmlDecryptor DecryptorOf(X509Certificate2 certificate)
    {
        var services = new ServiceCollection();
        services.AddDataProtection().UnprotectKeysWithAnyCertificate(certificate);
        using var all = services.BuildServiceProvider();
        return new(all);
    }
}
