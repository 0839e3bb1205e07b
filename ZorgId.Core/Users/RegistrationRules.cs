using System.Text;
using ZorgId.Core.Accounts;

namespace ZorgId.Core.Users;

/// <summary>The rules that a registration must meet before it is looked up or stored.</summary>
public static class RegistrationRules
{
    /// <summary>Years. Nobody younger is registered.</summary>
    public const int YoungestAge = 14;

    /// <summary>Years.</summary>
    public const int OldestAge = 120;

    // Nobody between these ages is asked whether the date is right.
    private const int YoungestUsualAge = 16;
    private const int OldestUsualAge = 90;

    // In UTF-8 bytes of a folded name. One sign may be folded to many letters, and three names must fit into an index.
    private const int LargestFolded = 600;

    /// <summary>
    /// Every fault of a form, at most one for a field, in the order of the fields. An unusual date of birth
    /// is reported when nothing else is wrong.
    /// </summary>
    public static IReadOnlyList<RegistrationError> Check(RegistrationForm form, DateOnly today)
    {
        RegistrationError?[] faults =
        [
            form.Organisation is null ? new(RegistrationField.Organisation, RegistrationFault.Missing) : null,
            form.HasOneName ? null : CheckText(RegistrationField.GivenName, form.GivenName),
            CheckText(RegistrationField.FamilyName, form.FamilyName),
            CheckBirthDate(form.BirthDate, today) is { } fault ? new(RegistrationField.BirthDate, fault) : null,
            CheckText(RegistrationField.BirthPlace, form.BirthPlace),
        ];
        var errors = faults.OfType<RegistrationError>().ToList();
        if (errors.Count == 0 && !form.IsBirthDateConfirmed && IsUnusual(form.BirthDate!.Value, today))
            errors.Add(new(RegistrationField.BirthDate, RegistrationFault.Unusual));
        return errors;
    }

    /// <summary>The person of a form without faults, each text as it is stored.</summary>
    public static Person ToPerson(RegistrationForm form) => new(
        form.HasOneName ? null : NameText.Tidy(form.GivenName!),
        NameText.Tidy(form.FamilyName!),
        form.BirthDate!.Value,
        NameText.Tidy(form.BirthPlace!));

    /// <summary>The error of a name or place as typed, or null.</summary>
    public static RegistrationError? CheckText(RegistrationField field, string? text)
    {
        var tidy = NameText.Tidy(text ?? "");
        if (tidy.Length == 0)
            return new(field, RegistrationFault.Missing);
        if (NameText.FindForeignSign(text!, isPlace: field == RegistrationField.BirthPlace) is { } sign)
            return new(field, RegistrationFault.ForeignSign, sign);
        var folded = FoldedText.Fold(tidy);
        if (tidy.Length > Person.StoredLength || NameText.CountSeen(tidy) > Person.NameLength)
            return new(field, RegistrationFault.TooLong);
        if (Encoding.UTF8.GetByteCount(folded) > LargestFolded)
            return new(field, RegistrationFault.TooLong);
        return !tidy.EnumerateRunes().Any(Rune.IsLetter) || folded.Length == 0 ? new(field, RegistrationFault.NotAName) : null;
    }

    /// <summary>
    /// The fault of a date of birth, or null. A date that the WID does not tell in full is refused only if no day would be good.
    /// </summary>
    public static RegistrationFault? CheckBirthDate(BirthDate? date, DateOnly today)
    {
        if (date is not { } birth)
            return RegistrationFault.Missing;
        if (birth.Earliest > today)
            return RegistrationFault.InFuture;
        if (birth.Earliest > today.AddYears(-YoungestAge))
            return RegistrationFault.TooYoung;
        return birth.Latest <= today.AddYears(-OldestAge - 1) ? RegistrationFault.TooOld : null;
    }

    /// <summary>Whether the age is so unusual that a slip is more likely, and worth a question.</summary>
    public static bool IsUnusual(BirthDate date, DateOnly today) =>
        date.Latest > today.AddYears(-YoungestUsualAge) || date.Earliest <= today.AddYears(-OldestUsualAge - 1);
}
