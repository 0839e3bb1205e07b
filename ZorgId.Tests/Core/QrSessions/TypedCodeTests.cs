using ZorgId.Core.QrSessions;

namespace ZorgId.Tests.Core.QrSessions;

/// <summary>The ten characters as people write them.</summary>
[Trait("Stores", "nothing")]
public sealed class TypedCodeTests
{
    [Fact]
    public void New_AThousand_AreTenCharactersOfCrockfordsAlphabetEachItsOwn()
    {
        var codes = Enumerable.Range(0, 1000).Select(_ => TypedCode.New()).ToList();

        Assert.All(codes, c => Assert.Matches("^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$", c.ToString()));
        Assert.Equal(1000, codes.Distinct().Count());
        Assert.Equal(32, codes.SelectMany(c => c.Value).Distinct().Count());
    }

    [Theory]
    [InlineData("K7QF3-M2DXN")]
    [InlineData("K7QF3M2DXN")]
    [InlineData("k7qf3-m2dxn")]
    [InlineData(" K7QF3 M2DXN\n")]
    [InlineData("K7-QF-3M-2D-XN")]
    [InlineData("K7QF3–M2DXN")]
    [InlineData("K7QF3‑M2DXN")]
    [InlineData("K7QF3\u2212M2DXN")]
    [InlineData("K7QF3\u00A0M2DXN")]
    public void Read_AsAPersonMayTypeIt_IsTheCode(string typed) => Assert.Equal("K7QF3-M2DXN", TypedCode.Read(typed)?.ToString());

    [Theory]
    [InlineData("OoIiLl7890", "0011117890")]
    [InlineData("0123456789", "0123456789")]
    public void Read_LettersThatLookLikeDigits_AreThoseDigits(string typed, string read) => Assert.Equal(read, TypedCode.Read(typed)?.Value);

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("K7QF3-M2DX")]
    [InlineData("K7QF3-M2DXNN")]
    [InlineData("K7QF3-M2DXU")]
    [InlineData("K7QF3_M2DXN")]
    [InlineData("K7QF3.M2DXN")]
    [InlineData("K7QF3-M2DXÑ")]
    [InlineData("K7QF3-M2D😀")]
    public void Read_NoTypedCode_IsNull(string typed) => Assert.Null(TypedCode.Read(typed));
}
