using System.Globalization;
using System.Text;

namespace ZorgId.Core.Accounts;

/// <summary>What must be true of a registration before it is looked up or stored.</summary>
public static class RegistrationRules
{
    /// <summary>Years.</summary>
    public const int OldestAge = 120;

    /// <summary>Every fault of a form, at most one a field, in the order of the fields.</summary>
    public static IReadOnlyList<RegistrationError> Check(RegistrationForm form, DateOnly today)
    {
        var errors = new List<RegistrationError>();
        Add(RegistrationField.Organisation, form.Organisation is null ? RegistrationFault.Missing : null);
        Add(RegistrationField.GivenName, form.HasOneName ? null : CheckName(form.GivenName));
        Add(RegistrationField.FamilyName, CheckName(form.FamilyName));
        Add(RegistrationField.BirthDate, CheckBirthDate(form.BirthDate, today));
        Add(RegistrationField.BirthPlace, CheckName(form.BirthPlace));
        return errors;

        void Add(RegistrationField field, RegistrationFault? fault)
        {
            if (fault is { } found)
                errors.Add(new(field, found));
        }
    }

    /// <summary>The person of a form without faults: spaces trimmed and single, letters composed (Unicode NFC).</summary>
    public static Person ToPerson(RegistrationForm form) => new(
        form.HasOneName ? null : Tidy(form.GivenName!), Tidy(form.FamilyName!), form.BirthDate!.Value, Tidy(form.BirthPlace!));

    /// <summary>The fault of a name or place as typed, or null.</summary>
    public static RegistrationFault? CheckName(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return RegistrationFault.Missing;
        if (HasForeignSign(text))
            return RegistrationFault.NotAName;
        var name = Tidy(text);
        var folded = FoldedText.Fold(name).Length;
        // One sign may be folded to many letters, and what is folded must find room in an index.
        if (name.Length > Person.NameLength || folded > 2 * Person.NameLength)
            return RegistrationFault.TooLong;
        return !name.EnumerateRunes().Any(Rune.IsLetter) || folded == 0 ? RegistrationFault.NotAName : null;
    }

    /// <summary>The fault of a date of birth, or null.</summary>
    public static RegistrationFault? CheckBirthDate(BirthDate? date, DateOnly today)
    {
        if (date is not { } birth)
            return RegistrationFault.Missing;
        if (birth.Earliest > today)
            return RegistrationFault.InFuture;
        return birth.Latest <= today.AddYears(-OldestAge - 1) ? RegistrationFault.TooOld : null;
    }

    private static string Tidy(string text) =>
        string.Join(' ', text.Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    // Control and format signs (bidi overrides among them) can make a name look like another one.
    private static bool HasForeignSign(string text) => text.EnumerateRunes().Any(rune =>
        rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned);
}
