using ZorgId.Core.Accounts;
using ZorgId.Core.Users;

namespace ZorgId.Web.Portal.Users;

/// <summary>A date of birth as it was typed into the form, and as it was understood.</summary>
public sealed class BirthDateInput
{
    private BirthDate? _confirmed;

    public string? Typed
    {
        get;
        set
        {
            field = value;
            IsAsked = false;
            if (BirthDateText.TryRead(value, out var date, out var fault))
                (Date, Fault) = (date, null);
            else
                (Date, Fault) = (null, string.IsNullOrWhiteSpace(value) ? null : fault);
        }
    }

    /// <summary>Null where the typed text is no date.</summary>
    public BirthDate? Date { get; private set; }

    /// <summary>Why the typed text is no date; null where it is one, or where nothing was typed.</summary>
    public BirthDateFault? Fault { get; private set; }

    /// <summary>Whether the person is being asked if this date, which is an unusual one, is right.</summary>
    public bool IsAsked { get; set; }

    /// <summary>Whether the person has said that this date is right.</summary>
    public bool IsConfirmed => Date is not null && Date == _confirmed;

    public void Confirm() => _confirmed = Date;

    /// <summary>A sentence that says how the date was understood; empty where it is no date.</summary>
    public string Read(DateOnly today) => Date is { } date ? BirthDateSentences.Read(date, today) : "";

    /// <summary>What is wrong with the date; null where nothing is wrong, or where nothing was typed.</summary>
    public string? FindError(DateOnly today) =>
        !string.IsNullOrWhiteSpace(Typed) && RegistrationRules.CheckBirthDate(Date, today) is { } fault
            ? BirthDateSentences.For(fault, this)
            : null;
}
