using ZorgId.Core.Accounts;
using ZorgId.Core.Users;
using ZorgId.Web.Platform;

namespace ZorgId.Web.Portal.Users;

/// <summary>The sentences of the errors beside the fields.</summary>
public static class RegistrationSentences
{
    /// <param name="helpdesk">How to reach the helpdesk, for errors that the person cannot correct.</param>
    public static string For(RegistrationError error, BirthDateInput birthDate, string helpdesk = "") => error switch
    {
        { Field: RegistrationField.BirthDate } => BirthDateSentences.For(error.Fault, birthDate),
        { Field: RegistrationField.Organisation, Fault: RegistrationFault.Missing } => RegistrationTexts.MissingOrganisation,
        { Field: RegistrationField.GivenName, Fault: RegistrationFault.Missing } => RegistrationTexts.MissingGivenName,
        { Field: RegistrationField.FamilyName, Fault: RegistrationFault.Missing } => RegistrationTexts.MissingFamilyName,
        { Field: RegistrationField.BirthPlace, Fault: RegistrationFault.Missing } => RegistrationTexts.MissingBirthPlace,
        { Fault: RegistrationFault.TooLong } => RegistrationTexts.TooLong.Filled(Person.NameLength),
        { Field: RegistrationField.GivenName, Fault: RegistrationFault.NotAName } => RegistrationTexts.NoGivenName,
        { Field: RegistrationField.BirthPlace, Fault: RegistrationFault.NotAName } => RegistrationTexts.NoPlace,
        { Fault: RegistrationFault.NotAName } => RegistrationTexts.NotAName,
        { Fault: RegistrationFault.ForeignSign, Sign: { } sign } when char.IsLetter(sign, 0) => RegistrationTexts.OtherScript.Filled(sign),
        { Field: RegistrationField.BirthPlace, Fault: RegistrationFault.ForeignSign } =>
            RegistrationTexts.SignNotInPlace.Filled(error.Sign),
        { Fault: RegistrationFault.ForeignSign, Sign: "/" } => RegistrationTexts.SlashInName,
        { Fault: RegistrationFault.ForeignSign } => RegistrationTexts.SignNotInName.Filled(error.Sign),
        { Fault: RegistrationFault.NotManaged } => RegistrationTexts.NotManaged,
        { Fault: RegistrationFault.AlreadyRegistered } => RegistrationTexts.AlreadyRegistered,
        { Fault: RegistrationFault.TooManyLookups } => RegistrationTexts.TooManyLookups.Filled(helpdesk),
        { Fault: RegistrationFault.NotPossible } => RegistrationTexts.NotPossible.Filled(helpdesk),
        _ => throw new ArgumentOutOfRangeException(nameof(error)),
    };
}
