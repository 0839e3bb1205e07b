using ZorgId.Core.Accounts;

namespace ZorgId.Web.Demo;

/// <summary>Made-up organisations and people: names as the world has them, in every status.</summary>
public static class DemoPeople
{
    public static readonly (string Name, string Ura)[] Organisations =
        [("Huisartsenpraktijk De Linde", "01234567"), ("Zorggroep Oostvaart", "07654321")];

    /// <summary>Whom one could register next: each of them fills the registration's fields.</summary>
    public static readonly Person[] Newcomers =
    [
        new("Roos", "van Leeuwen", new(1994, 2, 1), "Groningen"),
        new("Bilal", "Çelik", new(1987, 11, 19), "Arnhem"),
        new("Chloë", "d'Hondt", new(1999, 7, 3), "Breda"),
        new("Mees", "Kramer", new(1976, 4, 27), "Lelystad"),
        new("Anouk", "ter Horst", new(1990, 9, 12), "Assen"),
    ];

    /// <summary>Each at one of <see cref="Organisations"/>, registered so many days ago.</summary>
    public static readonly (Person Person, int Organisation, AccountStatus Status, int DaysAgo)[] All =
    [
        (new("Bram", "Jansen", new(1978, 11, 23), "Utrecht"), 0, AccountStatus.Active, 210),
        (new("Fatima", "el Amrani", new(1990, 6, 2), "Rotterdam"), 0, AccountStatus.Active, 198),
        (new("Søren", "Bøgh", new(1969, 1, 30), "Aarhus"), 1, AccountStatus.Active, 190),
        (new("Jip", "van der Berg", new(1996, 8, 14), "'s-Hertogenbosch"), 0, AccountStatus.Active, 177),
        (new("Zoë", "Koç-Visser", new(1988, 12, 5), "Enschede"), 1, AccountStatus.Active, 160),
        (new("Maarten", "Oude Elferink", new(1973, 4, 17), "Oldenzaal"), 1, AccountStatus.Active, 151),
        (new("Thị Mai", "Nguyễn", new(1982, 0, 0), "Huế"), 0, AccountStatus.Active, 149),
        (new("Willem", "de Boer", new(1961, 9, 8), "Sneek"), 0, AccountStatus.Revoked, 400),
        (new("Aaltje", "Zijlstra", new(1964, 2, 29), "Dokkum"), 1, AccountStatus.Active, 388),
        (new("Youssef", "Benali", new(1993, 3, 21), "Tanger"), 0, AccountStatus.Active, 140),
        (new("Priya", "Ramdin", new(1985, 10, 11), "Paramaribo"), 1, AccountStatus.Active, 133),
        (new("Łukasz", "Wójcik", new(1987, 7, 7), "Łódź"), 0, AccountStatus.Active, 128),
        (new("Anne-Fleur", "van 't Hoff", new(1999, 5, 18), "Leiden"), 0, AccountStatus.Active, 120),
        (new("José", "da Silva", new(1976, 12, 24), "Porto"), 1, AccountStatus.Blocked, 119),
        (new("Marieke", "ter Braak", new(1981, 6, 30), "Zutphen"), 1, AccountStatus.Active, 111),
        (new("Daan", "Bakker", new(2001, 1, 15), "Almere"), 0, AccountStatus.Active, 96),
        (new("Sanne", "Visser", new(1998, 11, 2), "Hoorn"), 0, AccountStatus.Active, 90),
        (new("Emre", "Yılmaz", new(1991, 4, 9), "İzmir"), 1, AccountStatus.Active, 88),
        (new("Ilse", "Vermeulen", new(1979, 8, 19), "Antwerpen"), 0, AccountStatus.Blocked, 80),
        (new(null, "Suharto", new(1970, 0, 0), "Malang"), 1, AccountStatus.Active, 76),
        (new("Joke", "van den Heuvel", new(1963, 3, 3), "Tilburg"), 0, AccountStatus.Active, 64),
        (new("Ahmad", "Haddad", new(1986, 1, 1), "Aleppo"), 1, AccountStatus.Active, 52),
        (new("Noa", "Peters", new(2000, 9, 27), "Venlo"), 0, AccountStatus.Active, 47),
        (new("Ruben", "de Wit", new(1994, 12, 31), "Gouda"), 1, AccountStatus.Active, 33),
        (new("Ewa", "Kowalska", new(1989, 2, 14), "Gdańsk"), 0, AccountStatus.Active, 28),
        (new("Kees", "Dekker", new(1967, 5, 5), "Urk"), 1, AccountStatus.Revoked, 300),
        (new("Lotte", "van Dijk", new(1997, 10, 20), "Delft"), 0, AccountStatus.AwaitingActivation, 6),
        (new("Mohamed", "Osman", new(1992, 7, 16), "Mogadishu"), 1, AccountStatus.AwaitingActivation, 4),
        (new("Femke", "Hoekstra", new(1995, 3, 12), "Drachten"), 1, AccountStatus.AwaitingActivation, 2),
        (new("Stijn", "Mulder", new(2002, 6, 8), "Zwolle"), 0, AccountStatus.AwaitingActivation, 1),
    ];
}
