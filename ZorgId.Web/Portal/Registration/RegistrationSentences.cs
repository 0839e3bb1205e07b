using System.Globalization;
using ZorgId.Core.Accounts;

namespace ZorgId.Web.Portal.Registration;

/// <summary>The sentence that stands beside a field.</summary>
public static class RegistrationSentences
{
    /// <param name="typedBirthDate">Tells a date that is missing from one that could not be read.</param>
    public static string For(RegistrationError error, string? typedBirthDate) => error switch
    {
        { Field: RegistrationField.BirthDate, Fault: RegistrationFault.Missing } when !string.IsNullOrWhiteSpace(typedBirthDate) => RegistrationTexts.NotADate,
        { Field: RegistrationField.Organisation, Fault: RegistrationFault.Missing } => RegistrationTexts.MissingOrganisation,
        { Field: RegistrationField.GivenName, Fault: RegistrationFault.Missing } => RegistrationTexts.MissingGivenName,
        { Field: RegistrationField.FamilyName, Fault: RegistrationFault.Missing } => RegistrationTexts.MissingFamilyName,
        { Field: RegistrationField.BirthDate, Fault: RegistrationFault.Missing } => RegistrationTexts.MissingBirthDate,
        { Field: RegistrationField.BirthPlace, Fault: RegistrationFault.Missing } => RegistrationTexts.MissingBirthPlace,
        { Fault: RegistrationFault.TooLong } => string.Format(CultureInfo.CurrentCulture, RegistrationTexts.TooLong, Person.NameLength),
        { Fault: RegistrationFault.NotAName } => RegistrationTexts.NotAName,
        { Fault: RegistrationFault.InFuture } => RegistrationTexts.InFuture,
        { Fault: RegistrationFault.TooOld } => string.Format(CultureInfo.CurrentCulture, RegistrationTexts.TooOld, RegistrationRules.OldestAge),
        { Fault: RegistrationFault.NotManaged } => RegistrationTexts.NotManaged,
        { Fault: RegistrationFault.AlreadyRegistered } => RegistrationTexts.AlreadyRegistered,
        { Fault: RegistrationFault.TooManyLookups } => RegistrationTexts.TooManyLookups,
        { Fault: RegistrationFault.NotPossible } => RegistrationTexts.NotPossible,
        _ => throw new ArgumentOutOfRangeException(nameof(error)),
    };
}
