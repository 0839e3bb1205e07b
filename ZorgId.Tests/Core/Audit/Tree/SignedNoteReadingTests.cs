using System.Text;
using ZorgId.Core.Audit.Tree;

namespace ZorgId.Tests.Core.Audit.Tree;

/// <summary>Which octets are a note: those that the specification allows, up to the limits.</summary>
[Trait("Stores", "nothing")]
public sealed class SignedNoteReadingTests
{
    private static readonly byte[] Rest = "\n\n\u2014 n AAAAAAAA\n"u8.ToArray();

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("a\n")]
    [InlineData("a\n\n")]
    [InlineData("a\n\n\u2014 n AAAAAAAA")]
    [InlineData("a\n\n\u2014 n AAAAAAAA\nb\n")]
    [InlineData("a\n\u2014 n AAAAAAAA\n")]
    [InlineData("a\n\n\u2014 n AAAAAAAA\n\n")]
    [InlineData("a\n\n- n AAAAAAAA\n")]
    [InlineData("a\n\n\u2014n AAAAAAAA\n")]
    [InlineData("a\n\n\u2014 n AAAAAA==\n")]
    [InlineData("a\n\n\u2014 n AAAAAAB=\n")]
    [InlineData("a\n\n\u2014 n AAAAAAAA=\n")]
    [InlineData("a\n\n\u2014 n AAAA AAAA\n")]
    [InlineData("a\n\n\u2014 n AAAAAAA\n")]
    [InlineData("a\n\n\u2014 n AAAA_-AA\n")]
    [InlineData("a\n\n\u2014 n \n")]
    [InlineData("a\n\n\u2014  AAAAAAAA\n")]
    [InlineData("a\n\n\u2014 n+ AAAAAAAA\n")]
    [InlineData("a\n\n\u2014 n\u00a0m AAAAAAAA\n")]
    [InlineData("a\n\n\u2014 n\u2028 AAAAAAAA\n")]
    [InlineData("a\r\n\n\u2014 n AAAAAAAA\n")]
    [InlineData("a\n\r\n\u2014 n AAAAAAAA\r\n")]
    [InlineData("a\tb\n\n\u2014 n AAAAAAAA\n")]
    [InlineData("\0a\n\n\u2014 n AAAAAAAA\n")]
    [InlineData("a\n\n\u2014 n\u0001 AAAAAAAA\n")]
    public void TryParse_Malformed_No(string text) => Assert.False(SignedNote.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void TryParse_NotUtf8_No()
    {
        byte[] note = [(byte)'a', .. Rest];
        Assert.True(SignedNote.TryParse(note, out _));
        note[0] = 0xFF;
        Assert.False(SignedNote.TryParse(note, out _));
    }

    [Theory]
    [InlineData("a\n\n\u2014 n AAAAAAAA\n", "a\n")]
    [InlineData("\n\n\u2014 n AAAAAAAA\n", "\n")]
    [InlineData("a\n\n\n\u2014 n AAAAAAAA\n", "a\n\n")]
    [InlineData("a\n\n\u2014 n AAAAAAAA\n\n\u2014 n AAAAAAAA\n", "a\n\n\u2014 n AAAAAAAA\n")]
    [InlineData("\ufeffa\u007f\u0085\n\n\u2014 n AAAAAAAA\n", "\ufeffa\u007f\u0085\n")]
    public void TryParse_TextWithEmptyLines_EndsAtTheLastOne(string octets, string text)
    {
        Assert.Equal(text, PublishedNotes.Read(octets).Text);
        Assert.Equal(octets, PublishedNotes.Read(octets).ToString());
    }

    [Fact]
    public void TryParse_ManySignatures_UpToTheLimit()
    {
        static byte[] Note(int count) => Encoding.UTF8.GetBytes("a\n\n" + string.Concat(Enumerable.Repeat("\u2014 n AAAAAAAA\n", count)));

        Assert.True(SignedNote.TryParse(Note(SignedNote.MaxSignatures), out var note));
        Assert.Equal(SignedNote.MaxSignatures, note.Signatures.Count);
        Assert.False(SignedNote.TryParse(Note(SignedNote.MaxSignatures + 1), out _));
    }

    [Fact]
    public void TryParse_LongText_UpToTheLimit()
    {
        static byte[] Note(int length) => [.. Enumerable.Repeat((byte)'a', length - Rest.Length), .. Rest];

        Assert.True(SignedNote.TryParse(Note(SignedNote.MaxLength), out _));
        Assert.False(SignedNote.TryParse(Note(SignedNote.MaxLength + 1), out _));
    }
}
