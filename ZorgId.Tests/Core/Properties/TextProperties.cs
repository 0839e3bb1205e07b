using System.Buffers.Text;
using CsCheck;
using ZorgId.Core.Accounts;

namespace ZorgId.Tests.Core.Properties;

/// <summary>What must be true of every text, not of those only that somebody thought of. A failure prints its seed (CsCheck).</summary>
[Trait("Stores", "nothing")]
public sealed class TextProperties
{
    private const int Count = 20_000;

    // As people's names have them, and as nobody's has.
    private static readonly Gen<string> Names = Gen.OneOf(
        Gen.Char["abcDEF éÉñßøŁıİ'-.\u0301\u200d"], Gen.Char['\u0000', '\u024f'], Gen.Char['\ud800', '\udfff'], Gen.Char).Array[0, 20].Select(letters => new string(letters));

    private static readonly Gen<string> Base64UrlLike = Gen.Char["ABCDwxyz0189-_+/= \n"].Array[0, 24].Select(signs => new string(signs));

    private static readonly Gen<string> DateLike = Gen.OneOf(
        Gen.Char["0123456789-/ +\u0661"].Array[9, 11].Select(signs => new string(signs)),
        Gen.Select(Gen.Int[0, 10_000], Gen.Int[0, 14], Gen.Int[0, 33], (year, month, day) => $"{year:D4}-{month:D2}-{day:D2}"));

    [Fact]
    public void Fold_Folded_StaysAsItIs() => Names.Sample(
        text => Assert.Equal(FoldedText.Fold(text), FoldedText.Fold(FoldedText.Fold(text))), iter: Count);

    [Fact]
    public void Fold_Any_IsSmallLettersAndSingleSpaces() => Names.Sample(
        text =>
        {
            var folded = FoldedText.Fold(text);
            Assert.Equal(folded.Trim(), folded);
            Assert.DoesNotContain("  ", folded, StringComparison.Ordinal);
            Assert.Equal(folded.ToLowerInvariant(), folded);
            Assert.All(folded, sign => Assert.True(char.IsLetterOrDigit(sign) || char.IsSurrogate(sign) || sign == ' '));
        },
        iter: Count);

    [Fact]
    public void Fold_TwoTexts_OneAfterTheOtherAsWords() => Gen.Select(Names, Names).Sample(
        (first, second) => Assert.Equal(
            $"{FoldedText.Fold(first)} {FoldedText.Fold(second)}".Trim(), FoldedText.Fold($"{first} {second}")),
        iter: Count);

    [Fact]
    public void BirthDate_Text_IsADateExactlyWhereItIsThatDatesText() => DateLike.Sample(
        text =>
        {
            if (BirthDate.TryParse(text, out var date))
                Assert.Equal(text, date.ToString());
        },
        iter: Count);

    [Fact]
    public void BirthDate_ThatExists_IsReadBackAndOrderedByItsText() => Gen.Select(Gen.DateOnly, Gen.DateOnly, Gen.Int[0, 2]).Sample(
        (first, second, known) =>
        {
            var (one, other) = (Birth(first, known), Birth(second, known));
            Assert.Equal(one, BirthDate.Parse(one.ToString()));
            Assert.Equal(Math.Sign(one.Earliest.CompareTo(other.Earliest)), Math.Sign(string.CompareOrdinal(one.ToString(), other.ToString())));
            Assert.True(one.Earliest <= first && first <= one.Latest);
        },
        iter: Count);

    [Fact]
    public void Base64Url_Octets_HaveOneText() => Gen.Byte.Array[0, 40].Sample(
        octets =>
        {
            Assert.True(Base64UrlText.TryDecode(Base64Url.EncodeToString(octets), out var back));
            Assert.Equal(octets, back);
        },
        iter: Count);

    [Fact]
    public void Base64Url_Text_IsReadOnlyWhereItIsThatOne() => Base64UrlLike.Sample(
        text =>
        {
            if (Base64UrlText.TryDecode(text, out var octets))
                Assert.Equal(text, Base64Url.EncodeToString(octets));
        },
        iter: Count);

    // A WID that tells the year; the month too; all of it.
    private static BirthDate Birth(DateOnly date, int known) => new(date.Year, known > 0 ? date.Month : 0, known > 1 ? date.Day : 0);
}
