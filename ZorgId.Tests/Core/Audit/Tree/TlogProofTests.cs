using System.Security.Cryptography;
using System.Text;
using CsCheck;
using ZorgId.Core.Audit.Tree;

namespace ZorgId.Tests.Core.Audit.Tree;

[Trait("Stores", "nothing")]
public sealed class TlogProofTests
{
    private const string Start = "c2sp.org/tlog-proof@v1\n";
    private const string Rest = "\nlog\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\u2014 log AAAAAAAA\n";
    private const string Hash = "gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=\n";

    private static readonly NoteVerifier RekorKey = PublishedNotes.Key(PublishedNotes.RekorKey);

    private static readonly TlogProof Published =
        new(PublishedNotes.EntryIndex, PublishedNotes.EntryHashes, PublishedNotes.Read(PublishedNotes.EntryCheckpoint), [1, 2, 3]);

    [Fact]
    public void Check_EntryOfAnotherLog_IsIncluded() => Assert.Equal(
        TlogProofVerdict.Included,
        Read(Published.ToString()).Check(PublishedNotes.EntryData, RekorKey, PublishedNotes.EntryOrigin));

    [Fact]
    public void Check_WhatIsNotProven_SaysWhatIsWrong()
    {
        Assert.Equal(TlogProofVerdict.NotIncluded, Published.Check("iets anders"u8, RekorKey, PublishedNotes.EntryOrigin));
        Assert.Equal(
            TlogProofVerdict.NotIncluded,
            new TlogProof(PublishedNotes.EntryIndex - 1, PublishedNotes.EntryHashes, Published.SignedCheckpoint)
                .Check(PublishedNotes.EntryData, RekorKey, PublishedNotes.EntryOrigin));
        Assert.Equal(TlogProofVerdict.OtherLog, Published.Check(PublishedNotes.EntryData, RekorKey));
        Assert.Equal(
            TlogProofVerdict.NotSigned,
            Published.Check(PublishedNotes.EntryData, PublishedNotes.Key(PublishedNotes.PixelKey), PublishedNotes.EntryOrigin));
    }

    [Fact]
    public void Check_SignedTextThatIsNoCheckpoint_IsOfAnotherLog()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.Equal(TlogProofVerdict.OtherLog, new TlogProof(0, [], SignedNote.Sign("log\n", "log", key)).Check("a"u8, new("log", key)));
    }

    [Fact]
    public async Task Check_ProofOfAStoredTree_IsIncluded()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var proof = await new MemoryTiles(66_000).Tree.ProveInclusionAsync(777, 66_000, TestContext.Current.CancellationToken);
        var checkpoint = new Checkpoint("log", proof.Size, MemoryTiles.Root(66_000)).Sign(key);
        var text = new TlogProof(proof.Index, proof.Hashes, checkpoint).ToString();

        Assert.Equal(TlogProofVerdict.Included, Read(text).Check(MemoryTiles.Data(777), new("log", key)));
        Assert.Equal(TlogProofVerdict.NotIncluded, Read(text).Check(MemoryTiles.Data(778), new("log", key)));
    }

    [Theory]
    [InlineData($"{Start}index 0\n{Rest}", 0, 0, null)]
    [InlineData($"{Start}index 9223372036854775807\n{Hash}{Hash}{Rest}", long.MaxValue, 2, null)]
    [InlineData($"{Start}extra AQID\nindex 5\n{Hash}{Rest}", 5, 1, "AQID")]
    [InlineData($"{Start}extra \nindex 5\n{Rest}", 5, 0, "")]
    public void TryParse_Proof_IsReadAndWrittenBack(string text, long index, int hashes, string? extra)
    {
        var proof = Read(text);

        Assert.Equal((index, hashes), (proof.Index, proof.Hashes.Count));
        Assert.Equal(extra, proof.Extra is null ? null : Convert.ToBase64String(proof.Extra));
        Assert.Equal(text, proof.ToString());
    }

    // Those that transparency-dev/formats publishes as wrong (proof/tlog_proof_test.go), and others.
    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData($"wrong-header\nindex 0\n{Rest}")]
    [InlineData($"c2sp.org/tlog-proof@v2\nindex 0\n{Rest}")]
    [InlineData($"\n{Start}index 0\n{Rest}")]
    [InlineData($"{Start}{Rest}")]
    [InlineData($"{Start}extra !!notbase64!!\nindex 0\n{Rest}")]
    [InlineData($"{Start}extra AQID\n{Rest}")]
    [InlineData($"{Start}extra AQID\nextra AQID\nindex 0\n{Rest}")]
    [InlineData($"{Start}extra\nindex 0\n{Rest}")]
    [InlineData($"{Start}index 0\nextra AQID\n{Rest}")]
    [InlineData($"{Start}index notanumber\n{Rest}")]
    [InlineData($"{Start}index -5\n{Rest}")]
    [InlineData($"{Start}index 00\n{Rest}")]
    [InlineData($"{Start}index  0\n{Rest}")]
    [InlineData($"{Start}index 9223372036854775808\n{Rest}")]
    [InlineData($"{Start}index 0\nindex 0\n{Rest}")]
    [InlineData($"{Start}index 0\n!!notbase64!!\n{Rest}")]
    [InlineData($"{Start}index 0\nAAAA\n{Rest}")]
    [InlineData($"{Start}index 0\r\n{Rest}")]
    [InlineData($"{Start}index 0{Rest}")]
    [InlineData($"{Start}index 0\n\ncheckpoint\n")]
    [InlineData($"{Start}index 0\n{Rest}\n")]
    [InlineData($"{Start}index 0\n{Rest}b")]
    public void TryParse_Malformed_No(string text) => Assert.False(TlogProof.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void TryParse_ManyHashesOrMuchExtraData_UpToTheLimit()
    {
        static string Hashes(int count) => $"{Start}index 0\n{string.Concat(Enumerable.Repeat(Hash, count))}{Rest}";
        static string Extra(int length) => $"{Start}extra {Convert.ToBase64String(new byte[length])}\nindex 0\n{Rest}";

        Assert.Equal(63, Read(Hashes(63)).Hashes.Count);
        Assert.False(TlogProof.TryParse(Encoding.UTF8.GetBytes(Hashes(64)), out _));
        Assert.Equal(TlogProof.MaxExtraLength, Read(Extra(TlogProof.MaxExtraLength)).Extra!.Length);
        Assert.False(TlogProof.TryParse(Encoding.UTF8.GetBytes(Extra(TlogProof.MaxExtraLength + 1)), out _));
        Assert.False(TlogProof.TryParse(new byte[TlogProof.MaxLength + 1], out _));
    }

    [Fact]
    public void TryParse_AnyOctetChanged_ProvesNothingOrTheSame()
    {
        var original = Encoding.UTF8.GetBytes(Published.ToString());
        var extraLine = Encoding.UTF8.GetString(original).IndexOf("index ", StringComparison.Ordinal);

        Gen.Select(Gen.Int[0, original.Length - 1], Gen.Byte).Sample(
            (at, value) =>
            {
                var changed = original.ToArray();
                changed[at] = value;
                // Nobody has signed the extra data.
                var mayHold = value == original[at] || at < extraLine;
                if (TlogProof.TryParse(changed, out var proof) && !mayHold)
                    Assert.NotEqual(TlogProofVerdict.Included, proof.Check(PublishedNotes.EntryData, RekorKey, PublishedNotes.EntryOrigin));
                if (proof is not null)
                    Assert.Equal(changed, Encoding.UTF8.GetBytes(proof.ToString()));
            },
            iter: 5_000);
    }

    private static TlogProof Read(string text)
    {
        Assert.True(TlogProof.TryParse(Encoding.UTF8.GetBytes(text), out var proof));
        return proof;
    }
}
