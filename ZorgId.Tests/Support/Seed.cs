using ZorgId.Core.Accounts;
using ZorgId.Core.Users;

namespace ZorgId.Tests.Support;

/// <summary>People and places that tests begin with.</summary>
public static class Seed
{
    public static readonly Person Boss = new("Bea", "Jansen", new BirthDate(1975, 3, 9), "Utrecht");
    public static readonly Person Other = new("Omar", "de Wit", new BirthDate(1980, 1, 2), "Assen");

    public static NewAdministrator Administrator(
        Person? person = null, PortalEnvironment environment = PortalEnvironment.Productie, string organisation = "Huisartsenpraktijk De Linde", string ura = "01234567") =>
        new(environment, person ?? Boss, organisation, ura);

    /// <summary>A form without faults, at the actor's first organisation.</summary>
    public static RegistrationForm Form(TestActor actor, string familyName = "van der Berg") =>
        new(actor.Organisations[0].Id, "Anna", familyName, new BirthDate(1990, 5, 17), "'s-Hertogenbosch");
}
