using ZorgId.Core.Accounts;
using ZorgId.Core.Users;

namespace ZorgId.Web.Portal.Users;

/// <summary>A date of birth as it was typed into the form, and what was made of it.</summary>
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

    /// <summary>Null where what was typed is none.</summary>
    public BirthDate? Date { get; private set; }

    /// <summary>Why what was typed is no date; null where it is one, or nothing was typed.</summary>
    public BirthDateFault? Fault { get; private set; }

    /// <summary>Whether the person is being asked if this date, which is an unusual one, is right.</summary>
    public bool IsAsked { get; set; }

    /// <summary>Whether the person has said that this date is right.</summary>
    public bool IsConfirmed => Date is not null && Date == _confirmed;

    public void Confirm() => _confirmed = Date;

    /// <summary>How it was understood; nothing where it is no date.</summary>
    public string Read(DateOnly today) => Date is { } date ? BirthDateSentences.Read(date, today) : "";

    /// <summary>What is wrong with it; null where nothing is, or nothing was typed.</summary>
    public string? FindError(DateOnly today) =>
        !string.IsNullOrWhiteSpace(Typed) && RegistrationRules.CheckBirthDate(Date, today) is { } fault
            ? BirthDateSentences.For(fault, this)
            : null;
}
