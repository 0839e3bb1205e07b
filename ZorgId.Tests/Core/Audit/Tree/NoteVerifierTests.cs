using System.Security.Cryptography;
using ZorgId.Core.Audit.Tree;

namespace ZorgId.Tests.Core.Audit.Tree;

[Trait("Stores", "nothing")]
public sealed class NoteVerifierTests
{
    [Theory]
    [InlineData(PublishedNotes.RekorKey, "rekor.sigstore.dev", 0xc0d23d6a)]
    [InlineData(PublishedNotes.PixelKey, "pixel6_transparency_log", 0x91c16e30)]
    public void TryParse_PublishedKey_HasItsNameAndId(string text, string name, uint id)
    {
        Assert.True(NoteVerifier.TryParse(text, out var key));
        Assert.Equal((name, id), (key.Name, key.KeyId));
        Assert.Equal(text, key.ToString());
    }

    // Those that transparency-dev/formats publishes as wrong, and keys of other types.
    [Theory]
    [InlineData("bananas.sigstore.dev+12344556")]
    [InlineData("rekor.sigstore.dev+12345678+THIS_IS_NOT_BASE64!")]
    [InlineData("rekor.sigstore.dev+12345678+AwEB")]
    [InlineData("rekor.sigstore.dev+NOT_A_NUMBER+" + PublishedNotes.RekorKeyMaterial)]
    [InlineData("rekor.sigstore.dev+00000000+" + PublishedNotes.RekorKeyMaterial)]
    [InlineData("rekor.sigstore.dev+C0D23D6A+" + PublishedNotes.RekorKeyMaterial)]
    [InlineData("rekor.sigstore.dev+0c0d23d6a+" + PublishedNotes.RekorKeyMaterial)]
    [InlineData("rekor.sigstore.dev+c0d23d6a+" + PublishedNotes.RekorKeyMaterial + "\n")]
    [InlineData("rekor sigstore.dev+c0d23d6a+" + PublishedNotes.RekorKeyMaterial)]
    [InlineData("+c0d23d6a+" + PublishedNotes.RekorKeyMaterial)]
    [InlineData("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData(
        "ct.googleapis.com/logs/us1/argon2024+7deb49d0+"
        + "BTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABB25bKnLaZTFXOa2pgO70rjcVEMXKJkMBgFQHZ1kwFlGK9zIAx0FtC2oCfeZQe0E++VXuiYE9hFSzhRlOy92K8A=")]
    [InlineData("")]
    [InlineData("++")]
    [InlineData("a++Ag==")]
    public void TryParse_Malformed_No(string text) => Assert.False(NoteVerifier.TryParse(text, out _));

    [Fact]
    public void TryParse_PointBesideTheCurve_No()
    {
        var octets = Convert.FromBase64String(PublishedNotes.RekorKeyMaterial);
        octets[^1] ^= 1;

        Assert.False(NoteVerifier.TryParse(Text(octets), out _));
    }

    [Fact]
    public void TryParse_AnyBitOfThePublishedKeyChanged_No()
    {
        for (var bit = 0; bit < PublishedNotes.RekorKey.Length * 8; bit++)
        {
            var text = PublishedNotes.RekorKey.ToCharArray();
            text[bit / 8] ^= (char)(1 << (bit % 8));
            // A changed name is another name of the same key.
            if (NoteVerifier.TryParse(new(text), out var key))
                Assert.NotEqual("rekor.sigstore.dev", key.Name);
        }
    }

    [Fact]
    public void New_KeyOfAnotherCurve_IsRefused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        Assert.Throws<ArgumentException>(() => new NoteVerifier("name", key));
        Assert.False(NoteVerifier.TryParse(Text([2, .. key.ExportSubjectPublicKeyInfo()]), out _));
    }

    [Fact]
    public void Verify_AnythingButTheSignature_No()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var verifier = new NoteVerifier("name", key);
        var signature = key.SignData("tekst\n"u8, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

        Assert.True(verifier.Verify("tekst\n"u8, signature));
        Assert.False(verifier.Verify("tekst"u8, signature));
        Assert.False(verifier.Verify("tekst\n"u8, []));
        Assert.False(verifier.Verify("tekst\n"u8, [.. signature, 0]));
        Assert.False(verifier.Verify("tekst\n"u8, signature.AsSpan(1)));
        Assert.False(verifier.Verify("tekst\n"u8, key.SignData("tekst\n"u8, HashAlgorithmName.SHA256)));
        for (var bit = 0; bit < signature.Length * 8; bit++)
        {
            signature[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(verifier.Verify("tekst\n"u8, signature));
            signature[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    // The key id is the right one, so that the key itself is what is refused.
    private static string Text(byte[] octets) =>
        $"name+{Convert.ToHexStringLower(SHA256.HashData(octets.AsSpan(1))[..4])}+{Convert.ToBase64String(octets)}";
}
