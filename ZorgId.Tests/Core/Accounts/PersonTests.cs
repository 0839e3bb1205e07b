using ZorgId.Core.Accounts;

namespace ZorgId.Tests.Core.Accounts;

public sealed class PersonTests
{
    private static readonly BirthDate Born = new(1990, 5, 17);

    [Theory]
    [InlineData("Bea", "Jansen", "B. Jansen")]
    [InlineData("Éva", "van der Berg", "É. van der Berg")]
    [InlineData("𠮷", "田", "𠮷. 田")]
    [InlineData("𠮷子", "田", "𠮷. 田")]
    [InlineData(null, "Suharto", "Suharto")]
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
