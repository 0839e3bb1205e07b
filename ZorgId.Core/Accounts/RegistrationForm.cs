namespace ZorgId.Core.Accounts;

/// <summary>What a beheerder typed for a new user, in the order of the manual (section 4). Nothing here is checked yet.</summary>
/// <param name="HasOneName">Said explicitly: the WID has no given name. <paramref name="GivenName"/> is then not looked at.</param>
public sealed record RegistrationForm(
    OrganisationId? Organisation, string? GivenName, string? FamilyName, BirthDate? BirthDate, string? BirthPlace, bool HasOneName = false);

public enum RegistrationField
{
    Organisation,
    GivenName,
    FamilyName,
    BirthDate,
    BirthPlace,
}

public enum RegistrationFault
{
    Missing,

    /// <summary>More than <see cref="Person.NameLength"/> characters.</summary>
    TooLong,

    /// <summary>No letter in it, or signs that no WID has.</summary>
    NotAName,
    InFuture,

    /// <summary>Older than <see cref="RegistrationRules.OldestAge"/> years.</summary>
    TooOld,

    /// <summary>Not an organisation that this beheerder manages.</summary>
    NotManaged,

    /// <summary>This person is registered at an organisation that this beheerder manages.</summary>
    AlreadyRegistered,

    /// <summary>This person cannot be registered; more is not this beheerder's to know.</summary>
    NotPossible,

    /// <summary>This beheerder has come upon people who exist already too often of late.</summary>
    TooManyLookups,
}

/// <summary>A fault and the field it stands beside.</summary>
public sealed record RegistrationError(RegistrationField Field, RegistrationFault Fault);
