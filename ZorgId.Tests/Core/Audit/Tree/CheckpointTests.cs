using System.Security.Cryptography;
using ZorgId.Core.Audit.Tree;

namespace ZorgId.Tests.Core.Audit.Tree;

[Trait("Stores", "nothing")]
public sealed class CheckpointTests
{
    private const string Origin = "portaal.example/log/1";
    private const string Root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

    private static readonly byte[] Hash = Convert.FromBase64String(Root);

    // The example of the specification.
    [Fact]
    public void ToString_SpecificationsExample_IsItsText() => Assert.Equal(
        $"example.com/behind-the-sofa\n20852163\n{Root}\n", new Checkpoint("example.com/behind-the-sofa", 20_852_163, Hash).ToString());

    [Theory]
    [InlineData($"{Origin}\n0\n{Root}\n", Origin, 0)]
    [InlineData($"{Origin}\n9223372036854775807\n{Root}\n", Origin, long.MaxValue)]
    [InlineData($"rekor - 12+3\n10\n{Root}\n", "rekor - 12+3", 10)]
    [InlineData($"{Origin}\n10\n{Root}\nTimestamp: 1703705040158839214\nen\n", Origin, 10, "Timestamp: 1703705040158839214", "en")]
    public void TryParse_Checkpoint_IsReadAndWrittenBack(string text, string origin, long size, params string[] extensions)
    {
        Assert.True(Checkpoint.TryParse(text, out var checkpoint));
        Assert.Equal((origin, size), (checkpoint.Origin, checkpoint.Size));
        Assert.Equal(Hash, checkpoint.Root.ToArray());
        Assert.Equal(extensions, checkpoint.Extensions);
        Assert.Equal(text, checkpoint.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\n\n\n")]
    [InlineData($"{Origin}\n10\n")]
    [InlineData($"{Origin}\n10\n{Root}")]
    [InlineData($"{Origin}\n10\n{Root}\n\n")]
    [InlineData($"{Origin}\n10\n{Root}\n\nen\n")]
    [InlineData($"{Origin}\n10\n{Root}\nen")]
    [InlineData($"{Origin}\n10\n{Root}\ne\tn\n")]
    [InlineData($"\n10\n{Root}\n")]
    [InlineData($"a\rb\n10\n{Root}\n")]
    [InlineData($"{Origin}\n\n{Root}\n")]
    [InlineData($"{Origin}\n010\n{Root}\n")]
    [InlineData($"{Origin}\n00\n{Root}\n")]
    [InlineData($"{Origin}\n-1\n{Root}\n")]
    [InlineData($"{Origin}\n+1\n{Root}\n")]
    [InlineData($"{Origin}\n 1\n{Root}\n")]
    [InlineData($"{Origin}\n1_0\n{Root}\n")]
    [InlineData($"{Origin}\n0x1\n{Root}\n")]
    [InlineData($"{Origin}\n\u0661\n{Root}\n")]
    [InlineData($"{Origin}\nbananas\n{Root}\n")]
    [InlineData($"{Origin}\n9223372036854775808\n{Root}\n")]
    [InlineData($"{Origin}\n3438945738945739845734895735\n{Root}\n")]
    [InlineData($"{Origin}\n10\nThisIsn'tBase64\n")]
    [InlineData($"{Origin}\n10\nYmFuYW5hcw==\n")]
    [InlineData($"{Origin}\n10\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n")]
    [InlineData($"{Origin}\n10\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n")]
    [InlineData($"{Origin}\n10\nCsUYapGGPo4dkMgIAUqom_Xajj7h2fB2MPA3j2jxq2I=\n")]
    public void TryParse_Malformed_No(string text) => Assert.False(Checkpoint.TryParse(text, out _));

    [Fact]
    public void New_WhatNoNoteCanHave_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new Checkpoint("", 1, Hash));
        Assert.Throws<ArgumentException>(() => new Checkpoint("a\nb", 1, Hash));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Checkpoint(Origin, -1, Hash));
        Assert.Throws<ArgumentException>(() => new Checkpoint(Origin, 1, Hash.AsMemory(1)));
        Assert.Throws<ArgumentException>(() => new Checkpoint(Origin, 1, Hash, "en", ""));
    }

    [Fact]
    public void Sign_Checkpoint_IsANoteOfAKeyWithItsName()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var checkpoint = new Checkpoint(Origin, 10, Hash);
        var note = PublishedNotes.Read(checkpoint.Sign(key).ToString());

        Assert.True(note.IsSignedBy(new(Origin, key)));
        Assert.Equal(checkpoint.ToString(), note.Text);
    }

    [Theory]
    [InlineData(PublishedNotes.Rekor, "Rekor", 798_034)]
    [InlineData(PublishedNotes.Pixel, "DEFAULT", 10)]
    [InlineData(PublishedNotes.EntryCheckpoint, PublishedNotes.EntryOrigin, 55_510_966)]
    public void TryParse_NoteOfAnotherLog_IsRead(string note, string origin, long size)
    {
        Assert.True(Checkpoint.TryParse(PublishedNotes.Read(note).Text, out var checkpoint));
        Assert.Equal((origin, size), (checkpoint.Origin, checkpoint.Size));
    }
}
