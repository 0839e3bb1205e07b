using ZorgId.Core.Accounts;

namespace ZorgId.Core.Users;

/// <summary>What a beheerder typed for a new user, in the order of the manual (section 4). Nothing here is checked yet.</summary>
/// <param name="HasOneName">
/// The beheerder has said that the WID has no given name; <paramref name="GivenName"/> is then not looked at.
/// </param>
/// <param name="IsBirthDateConfirmed">The beheerder was asked about an unusual date, and confirmed it.</param>
public sealed record RegistrationForm(
    OrganisationId? Organisation, string? GivenName, string? FamilyName, BirthDate? BirthDate, string? BirthPlace, bool HasOneName = false,
    bool IsBirthDateConfirmed = false);

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

    /// <summary>It has no letter.</summary>
    NotAName,

    /// <summary>It has a sign that such a text is never written with; the error names it.</summary>
    ForeignSign,
    InFuture,

    /// <summary>Younger than <see cref="RegistrationRules.YoungestAge"/> years.</summary>
    TooYoung,

    /// <summary>
    /// Younger or older than users usually are. It is accepted with <see cref="RegistrationForm.IsBirthDateConfirmed"/>.
    /// </summary>
    Unusual,

    /// <summary>Older than <see cref="RegistrationRules.OldestAge"/> years.</summary>
    TooOld,

    /// <summary>Not an organisation that this beheerder manages.</summary>
    NotManaged,

    /// <summary>This person is registered at an organisation that this beheerder manages.</summary>
    AlreadyRegistered,

    /// <summary>This person cannot be registered, and this beheerder may not know why.</summary>
    NotPossible,

    /// <summary>This beheerder has typed people who have an account already too often of late.</summary>
    TooManyLookups,
}

/// <summary>A fault and the field it stands beside.</summary>
/// <param name="Sign">The sign that does not belong there, or its code where it has no picture.</param>
public sealed record RegistrationError(RegistrationField Field, RegistrationFault Fault, string? Sign = null);
