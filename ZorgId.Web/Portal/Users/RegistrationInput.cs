using ZorgId.Core.Users;

namespace ZorgId.Web.Portal.Users;

/// <summary>The form's five fields as they were typed, and the error beside each.</summary>
public sealed class RegistrationInput
{
    private readonly Dictionary<RegistrationField, string> _errors = [];

    public OrganisationId? Organisation { get; set; }

    /// <summary>Someone with one name has no given name, so the field is empty. What was typed before comes back with the field.</summary>
    public string? GivenName
    {
        get => HasOneName ? null : field;
        set;
    }

    public bool HasOneName { get; set; }

    public string? FamilyName { get; set; }

    public BirthDateInput BirthDate { get; } = new();

    public string? BirthPlace { get; set; }

    /// <summary>Whether a person has entered anything.</summary>
    public bool IsTouched => HasOneName || Texts.Any(text => !string.IsNullOrWhiteSpace(text.Typed));

    /// <summary>The first field that a person has to type into and has not; the last one where there is none.</summary>
    public RegistrationField FirstEmpty => Texts
        .Where(text => string.IsNullOrEmpty(text.Typed) && !(HasOneName && text.Field == RegistrationField.GivenName))
        .Select(text => text.Field)
        .FirstOrDefault(RegistrationField.BirthPlace);

    public RegistrationForm Form => new(Organisation, GivenName, FamilyName, BirthDate.Date, BirthPlace, HasOneName, BirthDate.IsConfirmed);

    private (RegistrationField Field, string? Typed)[] Texts =>
    [
        (RegistrationField.GivenName, GivenName),
        (RegistrationField.FamilyName, FamilyName),
        (RegistrationField.BirthDate, BirthDate.Typed),
        (RegistrationField.BirthPlace, BirthPlace),
    ];

    public bool HasError(RegistrationField field) => _errors.ContainsKey(field);

    public string? ErrorText(RegistrationField field) => _errors.GetValueOrDefault(field);

    public void ForgetError(RegistrationField field) => _errors.Remove(field);

    public void ForgetErrors() => _errors.Clear();

    /// <param name="helpdesk">How to reach the helpdesk, for errors that the person cannot correct.</param>
    public void ShowErrors(IEnumerable<RegistrationError> errors, string helpdesk)
    {
        foreach (var error in errors)
            _errors[error.Field] = RegistrationSentences.For(error, BirthDate, helpdesk);
    }

    /// <summary>Shows at once what is wrong with a field that lost the focus. An empty field is reported only at saving.</summary>
    public void Check(RegistrationField field, string? text)
    {
        _errors.Remove(field);
        if (RegistrationRules.CheckText(field, text) is { Fault: not RegistrationFault.Missing } error)
            _errors[field] = RegistrationSentences.For(error, BirthDate);
    }

    /// <inheritdoc cref="Check"/>
    public void CheckBirthDate(DateOnly today)
    {
        _errors.Remove(RegistrationField.BirthDate);
        if (BirthDate.FindError(today) is { } error)
            _errors[RegistrationField.BirthDate] = error;
    }
}
