using ZorgId.Core.Accounts;

namespace ZorgId.Tests.Core.Accounts;

[Trait("Stores", "nothing")]
public sealed class PersonTests
{
    private static readonly BirthDate Born = new(1990, 5, 17);

    [Theory]
    [InlineData("Bea", "Jansen", "B. Jansen")]
    [InlineData("Éva", "van der Berg", "É. van der Berg")]
    [InlineData("𠮷", "田", "𠮷. 田")]
    [InlineData("𠮷子", "田", "𠮷. 田")]
    [InlineData(null, "Suharto", "Suharto")]
    [InlineData("IJsbrand", "de Vries", "IJ. de Vries")]
    [InlineData("IJSBRAND", "DE VRIES", "IJ. DE VRIES")]
    [InlineData("\u0132sbrand", "de Vries", "IJ. de Vries")]
    [InlineData("Ijeoma", "Obi", "I. Obi")]
    [InlineData("E\u0323\u0301bun", "Ojo", "E\u0323\u0301. Ojo")]
    [InlineData("A", "B", "A. B")]
    public void ShortName_Person_IsOneLetterAndTheFamilyName(string? givenName, string familyName, string shortName) =>
        Assert.Equal(shortName, new Person(givenName, familyName, Born, "Utrecht").ShortName);

    [Theory]
    [InlineData("Bea", "Bea Jansen")]
    [InlineData(null, "Jansen")]
    public void FullName_Person_IsBothNames(string? givenName, string fullName) =>
        Assert.Equal(fullName, new Person(givenName, "Jansen", Born, "Utrecht").FullName);

    [Fact]
    public void IdentityKey_SamePersonTypedOtherwise_IsTheSame() => Assert.Equal(
        new Person("René", "van der Berg", Born, "'s-Hertogenbosch").IdentityKey,
        new Person("RENE\u0301", "Van Der  Berg", Born, "’s Hertogenbosch").IdentityKey);

    [Theory]
    [InlineData("O\u2019Brien")]
    [InlineData("O\u02BCBrien")]
    [InlineData("O\u02BBBrien")]
    [InlineData("O\u2018Brien")]
    [InlineData("O`Brien")]
    [InlineData("O\u00B4Brien")]
    [InlineData("O\u2032Brien")]
    [InlineData("O'\u00ADBrien")]
    [InlineData("O'\u200BBrien")]
    public void IdentityKey_AnyApostrophe_IsTheSame(string familyName) => Assert.Equal(
        new Person("Anna", "O'Brien", Born, "Utrecht").IdentityKey, new Person("Anna", familyName, Born, "Utrecht").IdentityKey);

    [Theory]
    [InlineData("Mueller", "Müller")]
    [InlineData("Annemarie", "Anne-Marie")]
    [InlineData("Vandenberg", "van den Berg")]
    public void IdentityKey_SpeltOtherwise_IsAnother(string one, string other) => Assert.NotEqual(
        new Person("Anna", one, Born, "Utrecht").IdentityKey, new Person("Anna", other, Born, "Utrecht").IdentityKey);

    public static TheoryData<Person> Others => new(
        new Person("Anne", "Berg", Born, "Utrecht"),
        new Person("Anna", "Bergh", Born, "Utrecht"),
        new Person("Anna", "Berg", new BirthDate(1990, 5, 18), "Utrecht"),
        new Person("Anna", "Berg", new BirthDate(1990, 5, 0), "Utrecht"),
        new Person("Anna", "Berg", Born, "Assen"),
        new Person(null, "Anna Berg", Born, "Utrecht"));

    [Theory]
    [MemberData(nameof(Others))]
    public void IdentityKey_AnotherPerson_IsAnother(Person other) =>
        Assert.NotEqual(new Person("Anna", "Berg", Born, "Utrecht").IdentityKey, other.IdentityKey);
}
