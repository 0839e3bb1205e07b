namespace ZorgId.Tests.Core.Common;

[Trait("Stores", "nothing")]
public sealed class StorableTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("abcd", "abcd")]
    [InlineData("abcde", "abcd")]
    [InlineData("ab📱", "ab📱")]
    [InlineData("abc📱", "abc")]
    [InlineData("a\0b\n", "a\ufffdb\n")]
    public void Cut_ToFour_IsWholeCharacters(string text, string kept) => Assert.Equal(kept, StorableText.Cut(text, 4));

    // Not as a row: what hands rows to tests would mend them.
    [Fact]
    public void Cut_HalvesOfPairs_AreReplaced() => Assert.Equal("\ufffda\ufffd", StorableText.Cut("\ud83da\udcf1\ud83d", 3));
}
