using System.Text;

namespace ZorgId.Core.Common;

/// <summary>Text of strangers, in a form that every database takes and gives back unchanged: whole characters, and no NUL.</summary>
public static class StorableText
{
    /// <param name="length">UTF-16 units at most. A character that does not fit as a whole is left out.</param>
    /// <returns>The text, or its beginning; U+FFFD stands for halves of surrogate pairs and for NUL.</returns>
    public static string Cut(string text, int length)
    {
        var kept = new StringBuilder(Math.Min(text.Length, length));
        foreach (var rune in text.EnumerateRunes())
        {
            var storable = rune.Value == 0 ? Rune.ReplacementChar : rune;
            if (kept.Length + storable.Utf16SequenceLength > length)
                break;
            kept.Append(storable.ToString());
        }

        return kept.ToString();
    }
}
