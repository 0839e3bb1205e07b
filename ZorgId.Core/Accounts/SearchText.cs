using System.Text;

namespace ZorgId.Core.Accounts;

/// <summary>
/// Names as they are searched. Looser than <see cref="Person.IdentityKey"/>: <c>Mueller</c> finds <c>Müller</c> and
/// <c>Annemarie</c> finds <c>Anne-Marie</c>, and the other way round, though they may be different people.
/// </summary>
internal static class SearchText
{
    // Up to three words are joined, so that "Vandenberg" finds "van den Berg".
    private const int WordsJoined = 3;

    // The distance from an ASCII letter to the same letter among Unicode's fullwidth forms.
    private const int Wider = 'ａ' - 'a';

    /// <summary>
    /// Each word of the name in all its spellings, and joined to those that follow it:
    /// <c>|anne|ａｎｎｅｍａｒｉｅ| |marie| |muller|mueller|</c>. A bar stands at both ends of a spelling, a space only between words.
    /// </summary>
    public static string Of(Person person) => string.Join(' ', [.. Words(person.GivenName ?? ""), .. Words(person.FamilyName)]);

    /// <summary>The words of what someone looks for, in each way to spell them; none where there is no word in it.</summary>
    public static IReadOnlyList<string[]> Spellings(string text) =>
    [
        .. new[] { text, SpellOut(text), Join(text), Join(SpellOut(text)) }.Select(FoldedText.Fold).Where(folded => folded.Length > 0)
            .Distinct(StringComparer.Ordinal).Select(folded => folded.Split(' ')),
    ];

    /// <summary>
    /// Joined words are written in fullwidth letters, which no folded text has. Otherwise <c>jan jansen</c>
    /// would find <c>van Jansen</c>, with <c>jan</c> in <c>vanjansen</c> and <c>jansen</c> in the word after it.
    /// </summary>
    public static string Joined(string words) =>
        string.Concat(words.Select(letter => char.IsAsciiLetterOrDigit(letter) ? (char)(letter + Wider) : letter));

    private static IEnumerable<string> Words(string name)
    {
        string[][] spellings = [Split(name), Split(SpellOut(name))];
        for (var i = 0; i < spellings[0].Length; i++)
        {
            var first = i;
            var counts = Enumerable.Range(1, Math.Min(WordsJoined, spellings[0].Length - first));
            var forms = counts.SelectMany(_ => spellings, (count, spelling) =>
            {
                var words = string.Concat(spelling.Skip(first).Take(count));
                return count == 1 ? words : Joined(words);
            });
            yield return $"|{string.Join('|', forms.Distinct(StringComparer.Ordinal))}|";
        }
    }

    private static string[] Split(string name) => FoldedText.Fold(name).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Replaces letters that can also be spelled without their signs, such as ä by ae.</summary>
    private static string SpellOut(string text)
    {
        var spelled = new StringBuilder();
        foreach (var sign in string.Concat(text.EnumerateRunes()).Normalize(NormalizationForm.FormC).ToLowerInvariant())
        {
            spelled.Append(sign switch
            {
                'ä' => "ae",
                'ö' or 'ø' => "oe",
                'ü' => "ue",
                'å' => "aa",
                _ => sign.ToString(),
            });
        }

        return spelled.ToString();
    }

    /// <summary>Leaves out the apostrophes and dashes that stand within a word.</summary>
    private static string Join(string text) => string.Concat(text.Where((_, i) => !IsWithinWord(text, i)));

    private static bool IsWithinWord(string text, int i) =>
        (Signs.IsApostrophe(text[i]) || Signs.IsDash(text[i]))
        && i > 0 && i < text.Length - 1 && char.IsLetter(text[i - 1]) && char.IsLetter(text[i + 1]);
}
