namespace ZorgId.Core.Accounts;

/// <summary>Why a text is no date of birth.</summary>
public enum BirthDateFault
{
    NotADate,

    /// <summary>It is written as a date, but there is no such day or month.</summary>
    NoSuchDate,

    /// <summary>It names more than one month.</summary>
    TwoMonths,

    /// <summary>It has a day and a month at most, but no year.</summary>
    NoYear,

    /// <summary>It has a year, or a month and a year, but no day.</summary>
    NoDay,

    /// <summary>The year has two digits, which does not tell the century.</summary>
    ShortYear,

    /// <summary>It has six digits, which may be day first, or year first as in a machine-readable zone.</summary>
    SixDigits,

    /// <summary>It has digits of another script, or full-width ones.</summary>
    OtherDigits,
}
