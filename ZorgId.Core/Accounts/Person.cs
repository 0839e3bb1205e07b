using System.Globalization;

namespace ZorgId.Core.Accounts;

/// <summary>Who someone is, as their WID says it.</summary>
/// <param name="GivenName">
/// Null for a person who has one name only, which is then the family name. At most <see cref="NameLength"/>.
/// </param>
/// <param name="FamilyName">With its prefixes, as in <c>van der Berg</c>. 1 to <see cref="NameLength"/>.</param>
/// <param name="BirthDate">May lack day or month.</param>
/// <param name="BirthPlace">1 to <see cref="NameLength"/>.</param>
public sealed record Person(string? GivenName, string FamilyName, BirthDate BirthDate, string BirthPlace)
{
    /// <summary>Characters as a reader counts them.</summary>
    public const int NameLength = 200;

    /// <summary>UTF-16 units in which a name is stored at most.</summary>
    public const int StoredLength = 2 * NameLength;

    /// <summary>
    /// The most UTF-16 units that an input field takes. It is more than can be stored, so that a longer
    /// text is refused, and never silently cut to something that looks whole.
    /// </summary>
    public const int TypedLength = StoredLength + 100;

    public string FullName => GivenName is null ? FamilyName : $"{GivenName} {FamilyName}";

    /// <summary>The name as someone else's phone may see it, before it has proven to be the right one: <c>B. Jansen</c>.</summary>
    public string ShortName => GivenName is null ? FamilyName : $"{Initial(GivenName)}. {FamilyName}";

    /// <summary>The same for the same person, however their name was typed, and in both environments.</summary>
    public string IdentityKey => string.Join(
        '|', FoldedText.Fold(GivenName ?? ""), FoldedText.Fold(FamilyName), BirthDate, FoldedText.Fold(BirthPlace));

    // In Dutch the IJ of a capitalised name is one letter; "Ijeoma" begins with an I.
    private static string Initial(string name) =>
        name is ['\u0132', ..] || name.StartsWith("IJ", StringComparison.Ordinal) ? "IJ" : StringInfo.GetNextTextElement(name);
}
