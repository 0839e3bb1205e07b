using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace ZorgId.Core.Audit.Tree;

/// <summary>
/// The public key that checks signatures of notes: ECDSA on P-256 with SHA-256 (signature type 2 of C2SP signed-note). Its text, a
/// "vkey", is <c>name+key id in 8 hexadecimal digits+base64(02 ‖ public key)</c>, with the public key as the DER of an X.509
/// SubjectPublicKeyInfo (SPKI), as transparency-dev/formats (<c>note.NewECDSAVerifier</c>) and the Rekor log write it.
/// </summary>
public sealed class NoteVerifier
{
    private const byte Type = 0x02;

    private readonly byte[] _spki;

    /// <param name="name">Not empty, without Unicode spaces and without a plus.</param>
    /// <param name="key">A key of P-256; its private part is not kept.</param>
    /// <exception cref="ArgumentException">The name is not allowed, or the key is of another curve.</exception>
    public NoteVerifier(string name, ECDsa key)
    {
        if (!NoteFields.IsName(name))
            throw new ArgumentException("A key's name has no spaces and no plus, and is not empty.", nameof(name));
        _spki = key.ExportSubjectPublicKeyInfo();
        if (!IsP256(_spki))
            throw new ArgumentException("The key is not of the curve P-256.", nameof(key));
        Name = name;
        // Of the key alone, without its name: so it is for this type only.
        KeyId = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(_spki));
    }

    public string Name { get; }

    /// <summary>The first four octets of the SHA-256 of the SPKI.</summary>
    public uint KeyId { get; }

    internal static HashAlgorithmName Hash => HashAlgorithmName.SHA256;

    // SEQUENCE { INTEGER r, INTEGER s } in DER.
    internal static DSASignatureFormat Format => DSASignatureFormat.Rfc3279DerSequence;

    // What stands before the point in the SPKI of every P-256 key: id-ecPublicKey, secp256r1, an uncompressed point (RFC 5480, section 2).
    private static ReadOnlySpan<byte> SpkiStart =>
    [
        0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01,
        0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04,
    ];

    /// <summary>Reads a key's text; <see langword="false"/> where it is not the one text of a P-256 key.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out NoteVerifier? verifier)
    {
        verifier = null;
        // The base64 may have a plus, too.
        if (text.Split('+', 3) is not [var name, _, var material] || !NoteFields.IsName(name)
            || !NoteFields.TryDecodeBase64(material, out var octets) || octets is not [Type, .. var spki] || !IsP256(spki))
        {
            return false;
        }

        using var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(spki, out _);
        }
        catch (CryptographicException)
        {
            // Not a point of the curve.
            return false;
        }

        verifier = new(name, key);
        // The key id in the text must be the right one.
        if (verifier.ToString() != text)
            verifier = null;
        return verifier is not null;
    }

    /// <summary>Whether <paramref name="signature"/> (in DER) is this key's of <paramref name="text"/>. It never throws.</summary>
    public bool Verify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(_spki, out _);
        return key.VerifyData(text, signature, Hash, Format);
    }

    /// <summary>The key as text (vkey).</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}+{KeyId:x8}+{Convert.ToBase64String([Type, .. _spki])}");

    private static bool IsP256(ReadOnlySpan<byte> spki) => spki.StartsWith(SpkiStart) && spki.Length == SpkiStart.Length + (2 * 32);
}
