namespace ZorgId.Core.Accounts;

/// <summary>Why an account or a membership changed. The names are stored, so one may be added, and none renamed.</summary>
public enum Reason
{
    /// <summary>Telefoon kwijt.</summary>
    PhoneLost,

    /// <summary>Telefoon gestolen.</summary>
    PhoneStolen,

    /// <summary>Mogelijk misbruik.</summary>
    Misuse,

    /// <summary>Werkt hier niet meer.</summary>
    Leaver,

    /// <summary>Typefout.</summary>
    Typo,

    /// <summary>Naam gewijzigd.</summary>
    NameChanged,

    /// <summary>Verkeerde persoon geregistreerd.</summary>
    WrongPerson,

    /// <summary>Dubbel geregistreerd.</summary>
    Duplicate,

    /// <summary>Overleden.</summary>
    Deceased,

    /// <summary>Lang niet gebruikt.</summary>
    NotSeen,

    /// <summary>Anders: whoever gives it has to add a note.</summary>
    Other,

    /// <summary>Nobody chooses this one: the membership ended because another one with another role began.</summary>
    RoleChanged,
}
