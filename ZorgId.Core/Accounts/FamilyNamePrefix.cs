namespace ZorgId.Core.Accounts;

/// <summary>The words before a family name that a Dutch list is not sorted by (voorvoegsels; Logisch Ontwerp BRP, tabel 36).</summary>
public static class FamilyNamePrefix
{
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "a", "aan", "af", "al", "am", "auf", "aus", "bij", "bin", "boven", "d", "da", "dal", "dalla", "das", "de", "degli", "dei",
        "del", "della", "den", "der", "des", "di", "die", "do", "don", "dos", "du", "el", "het", "i", "im", "in", "l", "la", "las",
        "le", "les", "lo", "los", "of", "onder", "op", "over", "s", "t", "te", "ten", "ter", "tho", "thoe", "thor", "to", "toe",
        "tot", "uijt", "uijten", "uit", "uiten", "unter", "van", "ver", "vom", "von", "voor", "vor", "zu", "zum", "zur",
    };

    /// <summary>Turns <c>van der Berg</c> into <c>berg</c>, folded. A name that consists of such words only keeps its last one.</summary>
    public static string Without(string familyName)
    {
        var words = FoldedText.Fold(familyName).Split(' ');
        var first = Array.FindIndex(words, word => !Words.Contains(word));
        return string.Join(' ', words[(first < 0 ? words.Length - 1 : first)..]);
    }
}
