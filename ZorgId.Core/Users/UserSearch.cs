using ZorgId.Core.Accounts;

namespace ZorgId.Core.Users;

/// <summary>What someone typed to find a user, in the form in which the database is asked for it.</summary>
internal sealed class UserSearch
{
    // Four words have 24 orders. More words would make too many patterns.
    private const int AnyOrder = 4;

    // A shorter word is mostly a prefix (van, den, der), and each word that may be joined doubles the number of patterns.
    private const int ShortestJoined = 4;

    private UserSearch(params IReadOnlyList<(string Name, (BirthDate First, BirthDate Last)? Born)> readings)
    {
        var orders = readings.SelectMany(reading => Orders(reading.Name)).ToList();
        WholeWords = Patterns(orders, "|", "|");
        Beginnings = Patterns(orders, "|", "");
        Readings =
        [
            .. readings.Select(reading => new Reading(reading.Born, NameParts(reading.Name)))
                .Where(reading => reading is not { Born: null, Name.Count: 0 }),
        ];
    }

    /// <summary>The ways to read what was typed; a user fits one of them. It is empty where nothing is asked for.</summary>
    public IReadOnlyList<Reading> Readings { get; }

    /// <summary>
    /// Patterns for LIKE in which each word typed is a whole word of the name. The best rows fit one of
    /// them. It is empty where no name is asked for.
    /// </summary>
    public IReadOnlyList<string> WholeWords { get; }

    /// <summary>The same, but each word typed is the beginning of a word of the name.</summary>
    public IReadOnlyList<string> Beginnings { get; }

    /// <summary>Reads what was typed. A date of birth may stand alone, before the name or after it.</summary>
    public static UserSearch Read(string? typed)
    {
        var text = StorableText.Cut(typed ?? "", UserQuery.SearchLength).Trim();
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (var count = words.Length; count > 0; count--)
        {
            if ((ReadDate(words[^count..], words[..^count]) ?? ReadDate(words[..count], words[count..])) is { } dated)
                return dated;
        }

        return new((text, null));
    }

    private static UserSearch? ReadDate(string[] dateWords, string[] nameWords)
    {
        var (text, name) = (string.Join(' ', dateWords), string.Join(' ', nameWords));
        if (BirthDateText.TryParse(text, out var date))
            return new((name, (date, date)));
        if (!BirthDateText.TryParsePeriod(text, out var first, out var last, out var month))
            return null;
        // Jan, April and others are months and names, so both readings are searched.
        return month.Length == 0
            ? new((name, (first, last)))
            : new((name, (first, last)), ($"{name} {month}", (new(first.Year, 0, 0), new(first.Year, 12, 31))));
    }

    private static IReadOnlyList<IReadOnlyList<string>> NameParts(string name)
    {
        var orders = Orders(name).ToList();
        if (orders.Count == 0)
            return [];
        if (orders.TrueForAll(order => order.Length <= AnyOrder))
            return [Patterns(orders, "", "")];
        // Each of many words is searched by itself, so two of them may be found in one word of the name.
        return
        [
            .. name.Replace(',', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Select(word => Patterns(Orders(word), "", "")).Where(patterns => patterns.Count > 0),
        ];
    }

    private static IEnumerable<string[]> Orders(string name) => SearchText.Spellings(name).SelectMany(words => words.Length <= AnyOrder
        ? Permutations(words)
        : Enumerable.Range(0, words.Length).Select(i => (string[])[.. words[i..], .. words[..i]]));

    private static IEnumerable<string[]> Permutations(string[] words) => words.Length <= 1
        ? [words]
        : words.SelectMany((_, i) => Permutations([.. words[..i], .. words[(i + 1)..]]), (word, rest) => (string[])[word, .. rest]);

    // A space stands only between two words of a name, so each word typed is found in another word. Folded
    // words hold no wildcard of LIKE.
    private static List<string> Patterns(IEnumerable<string[]> orders, string before, string after) =>
    [
        .. orders.SelectMany(words => words.Select(word => Forms(word, before, after, words.Length))
            .Aggregate((starts, forms) => starts.SelectMany(_ => forms, (start, form) => $"{start}% %{form}")))
            .Select(words => $"%{words}%").Distinct(StringComparer.Ordinal),
    ];

    /// <summary>A word of the name, or the beginning of several that are joined.</summary>
    private static IEnumerable<string> Forms(string word, string before, string after, int words)
    {
        yield return before + word + after;
        if (word.Length >= ShortestJoined && words <= AnyOrder)
            yield return $"|{SearchText.Joined(word)}{after}";
    }

    /// <summary>One way to read what was typed.</summary>
    /// <param name="Born">Null where no date is asked for.</param>
    /// <param name="Name">Lists of patterns for LIKE. One pattern of each list must fit; it is empty where no name is asked for.</param>
    internal sealed record Reading((BirthDate First, BirthDate Last)? Born, IReadOnlyList<IReadOnlyList<string>> Name);
}
