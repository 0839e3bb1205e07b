using System.Security.Cryptography;
using ZorgId.Core.Audit.Tree;

namespace ZorgId.Tests.Core.Audit.Tree;

[Trait("Stores", "nothing")]
public sealed class SignedNoteTests : IDisposable
{
    private const string Name = "portaal.example/log/1";
    private const string Text = "Een regel\n\nen een tweede.\n";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose() => _key.Dispose();

    [Theory]
    [InlineData(PublishedNotes.Rekor, PublishedNotes.RekorKey, PublishedNotes.PixelKey)]
    [InlineData(PublishedNotes.EntryCheckpoint, PublishedNotes.RekorKey, PublishedNotes.PixelKey)]
    [InlineData(PublishedNotes.Pixel, PublishedNotes.PixelKey, PublishedNotes.RekorKey)]
    public void IsSignedBy_NoteOfAnotherProgram_ItsKeyOnly(string text, string key, string otherKey)
    {
        var note = PublishedNotes.Read(text);

        Assert.True(note.IsSignedBy(PublishedNotes.Key(key)));
        Assert.False(note.IsSignedBy(PublishedNotes.Key(otherKey)));
        Assert.Equal(text, note.ToString());
    }

    // The two failing cases that transparency-dev/formats publishes.
    [Fact]
    public void IsSignedBy_KeyOfAnotherName_No() => Assert.False(
        PublishedNotes.Read(PublishedNotes.Rekor)
            .IsSignedBy(PublishedNotes.Key($"bananas.sigstore.dev+c0d23d6a+{PublishedNotes.RekorKeyMaterial}")));

    [Fact]
    public void IsSignedBy_PublishedWrongSignature_No() => Assert.False(
        PublishedNotes.Read(
                "Rekor\n798034\nf+7CoKgXKE/tNys9TTXcr/ad6U/K3xvznmzew9y6SP0=\n\n\u2014 rekor.sigstore.dev "
                + "THIS/IS/PROBABLY/NOT/A/VALID/SIGNATURE/ANy/MOREowGp/XgIgc+qEHS3+GKVClgqq20uDLet7MCoTURUCRdxwWBHHufk=\n")
            .IsSignedBy(PublishedNotes.Key(PublishedNotes.RekorKey)));

    [Fact]
    public void Sign_Text_IsReadBackAndSigned()
    {
        var signed = SignedNote.Sign(Text, Name, _key);
        var read = PublishedNotes.Read(signed.ToString());

        Assert.Equal(Text, read.Text);
        Assert.Equal(Name, Assert.Single(read.Signatures).KeyName);
        Assert.True(read.IsSignedBy(new(Name, _key)));
        Assert.Equal(signed.ToString(), read.ToString());
    }

    [Fact]
    public void IsSignedBy_OtherTextOrKey_No()
    {
        var signed = SignedNote.Sign(Text, Name, _key).ToString();
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.False(PublishedNotes.Read(signed.Replace("Een", "Geen", StringComparison.Ordinal)).IsSignedBy(new(Name, _key)));
        Assert.False(PublishedNotes.Read(signed).IsSignedBy(new(Name, other)));
        Assert.False(PublishedNotes.Read(signed).IsSignedBy(new(Name + "2", _key)));
    }

    [Fact]
    public void IsSignedBy_SignaturesOfOthersBeside_AreIgnored()
    {
        var signed = SignedNote.Sign(Text, Name, _key);
        var others = "\u2014 witness.example AAAAAAAA\n\u2014 " + Name + " AAAAAAAA\n";

        Assert.True(PublishedNotes.Read($"{signed}{others}").IsSignedBy(new(Name, _key)));
        Assert.True(PublishedNotes.Read($"{Text}\n{others}{signed.Signatures[0]}\n").IsSignedBy(new(Name, _key)));
        Assert.False(PublishedNotes.Read($"{Text}\n{others}").IsSignedBy(new(Name, _key)));
    }

    [Fact]
    public void IsSignedBy_OneWrongSignatureOfTheKey_No()
    {
        var signed = SignedNote.Sign(Text, Name, _key);
        var wrong = SignedNote.Sign("Iets anders.\n", Name, _key).Signatures[0];

        Assert.False(PublishedNotes.Read($"{signed}{wrong}\n").IsSignedBy(new(Name, _key)));
        Assert.True(PublishedNotes.Read($"{signed}{signed.Signatures[0]}\n").IsSignedBy(new(Name, _key)));
    }

    [Theory]
    [InlineData("", Name)]
    [InlineData("a", Name)]
    [InlineData("a\r\n", Name)]
    [InlineData("a\0\n", Name)]
    [InlineData("a\n", "")]
    [InlineData("a\n", "a b")]
    [InlineData("a\n", "a+b")]
    [InlineData("a\n", "a\nb")]
    public void Sign_TextOrNameThatIsNotAllowed_IsRefused(string text, string name) =>
        Assert.Throws<ArgumentException>(() => SignedNote.Sign(text, name, _key));

    [Fact]
    public void Sign_LongText_UpToTheLimit()
    {
        var longest = new string('a', SignedNote.MaxTextLength - 1) + "\n";

        Assert.True(PublishedNotes.Read(SignedNote.Sign(longest, Name, _key).ToString()).IsSignedBy(new(Name, _key)));
        Assert.Throws<ArgumentException>(() => SignedNote.Sign("a" + longest, Name, _key));
    }

    [Fact]
    public void Sign_HalfACharacter_IsRefused() => Assert.Throws<ArgumentException>(() => SignedNote.Sign("\ud800\n", Name, _key));
}
