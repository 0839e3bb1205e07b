using System.Globalization;
using ZorgId.Core.Accounts;
using ZorgId.Core.Users;
using ZorgId.Web.Platform;
using ZorgId.Web.Platform.Requests;

namespace ZorgId.Web.Portal.Users;

/// <summary>Sentences that say how a date of birth was understood, or why it was not.</summary>
public static class BirthDateSentences
{
    private static readonly CultureInfo Dutch = CultureInfo.GetCultureInfo(Languages.DutchCulture);

    // The names of months are in the language of the sentences, which is Dutch unless it is English.
    private static CultureInfo Language =>
        CultureInfo.CurrentUICulture is { TwoLetterISOLanguageName: Languages.English } english ? english : Dutch;

    /// <summary>The date with the name of the month, so that day and month cannot be confused.</summary>
    public static string Read(BirthDate date, DateOnly today) => date switch
    {
        { Month: 0 } => RegistrationTexts.ReadYear.Filled(date.Year),
        { Day: 0 } => RegistrationTexts.ReadMonth.Filled(date.Earliest.ToString("MMMM yyyy", Language)),
        _ => ReadDay(date.Earliest.ToString("d MMMM yyyy", Language), date.AgeOn(today)),
    };

    /// <summary>What is wrong with the date. A missing date has another sentence than one that could not be read.</summary>
    public static string For(RegistrationFault fault, BirthDateInput birthDate) => fault switch
    {
        RegistrationFault.Missing => birthDate.Fault is { } unread ? For(unread) : RegistrationTexts.MissingBirthDate,
        RegistrationFault.InFuture => RegistrationTexts.InFuture,
        RegistrationFault.TooYoung => RegistrationTexts.TooYoung.Filled(RegistrationRules.YoungestAge),
        RegistrationFault.TooOld => RegistrationTexts.TooOld.Filled(RegistrationRules.OldestAge),
        RegistrationFault.Unusual => RegistrationTexts.IsBirthDateRight,
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };

    // Nobody is minus five years old: beside such a date stands what is wrong with it.
    private static string ReadDay(string day, int age) => age is >= 0 and <= RegistrationRules.OldestAge
        ? RegistrationTexts.ReadDay.Filled(day, age)
        : RegistrationTexts.ReadDayAlone.Filled(day);

    public static string For(BirthDateFault fault) => fault switch
    {
        BirthDateFault.NotADate => RegistrationTexts.NotADate,
        BirthDateFault.NoSuchDate => RegistrationTexts.NoSuchDate,
        BirthDateFault.TwoMonths => RegistrationTexts.TwoMonths,
        BirthDateFault.NoYear => RegistrationTexts.NoYear,
        BirthDateFault.NoDay => RegistrationTexts.NoDay,
        BirthDateFault.ShortYear => RegistrationTexts.ShortYear,
        BirthDateFault.SixDigits => RegistrationTexts.SixDigits,
        BirthDateFault.OtherDigits => RegistrationTexts.OtherDigits,
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}
