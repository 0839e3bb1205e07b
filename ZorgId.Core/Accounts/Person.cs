namespace ZorgId.Core.Accounts;

/// <summary>Who someone is, as their WID says it.</summary>
/// <param name="GivenName">Null for a person who has one name only; that name is then the family name. At most <see cref="NameLength"/>.</param>
/// <param name="FamilyName">With its prefixes, as in <c>van der Berg</c>. 1 to <see cref="NameLength"/>.</param>
/// <param name="BirthDate">May lack day or month.</param>
/// <param name="BirthPlace">1 to <see cref="NameLength"/>.</param>
public sealed record Person(string? GivenName, string FamilyName, BirthDate BirthDate, string BirthPlace)
{
    /// <summary>UTF-16 units.</summary>
    public const int NameLength = 100;

    public string FullName => GivenName is null ? FamilyName : $"{GivenName} {FamilyName}";

    /// <summary>The name as someone else's phone may see it, before it has proven to be the right one: <c>B. Jansen</c>.</summary>
    public string ShortName => GivenName is null ? FamilyName : $"{char.ConvertFromUtf32(char.ConvertToUtf32(GivenName, 0))}. {FamilyName}";

    /// <summary>What is the same for the same person, however their name was typed; the same in both environments.</summary>
    public string IdentityKey => string.Join('|', FoldedText.Fold(GivenName ?? ""), FoldedText.Fold(FamilyName), BirthDate, FoldedText.Fold(BirthPlace));
}
