using System.Globalization;

namespace ZorgId.Core.Accounts;

/// <summary>
/// A date of birth as a WID gives it: a year, and mostly a month and a day. What the WID does not tell is zero, as in
/// <c>1980-00-00</c>. Text form: ISO 8601 with those zeros, 10 characters, ordered by time.
/// </summary>
public readonly record struct BirthDate : IComparable<BirthDate>
{
    /// <param name="year">1 to 9999.</param>
    /// <param name="month">1 to 12, or 0 where the WID tells none.</param>
    /// <param name="day">A day of that month, or 0 where the WID tells none; 0 where the month is.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such date.</exception>
    public BirthDate(int year, int month, int day)
    {
        if (!Exists(year, month, day))
            throw new ArgumentOutOfRangeException(nameof(day), "There is no such date of birth.");
        (Year, Month, Day) = (year, month, day);
    }

    public int Year { get; }

    public int Month { get; }

    public int Day { get; }

    /// <summary>The first day that it can have been.</summary>
    public DateOnly Earliest => new(Year, Math.Max(Month, 1), Math.Max(Day, 1));

    /// <summary>The last day that it can have been.</summary>
    public DateOnly Latest
    {
        get
        {
            var month = Month == 0 ? 12 : Month;
            return new(Year, month, Day == 0 ? DateTime.DaysInMonth(Year, month) : Day);
        }
    }

    /// <summary>Completed years on this day. For a date that is not known in full, it is the highest age possible.</summary>
    public int AgeOn(DateOnly day)
    {
        var years = day.Year - Year;
        return Earliest > day.AddYears(-years) ? years - 1 : years;
    }

    public static bool operator <(BirthDate left, BirthDate right) => left.CompareTo(right) < 0;

    public static bool operator >(BirthDate left, BirthDate right) => left.CompareTo(right) > 0;

    public static bool operator <=(BirthDate left, BirthDate right) => left.CompareTo(right) <= 0;

    public static bool operator >=(BirthDate left, BirthDate right) => left.CompareTo(right) >= 0;

    public static BirthDate From(DateOnly date) => new(date.Year, date.Month, date.Day);

    public static bool TryParse(string? text, out BirthDate date)
    {
        date = default;
        if (text is not { Length: 10 } || text[4] != '-' || text[7] != '-'
            || !TryNumber(text.AsSpan(0, 4), out var year) || !TryNumber(text.AsSpan(5, 2), out var month)
            || !TryNumber(text.AsSpan(8, 2), out var day) || !Exists(year, month, day))
        {
            return false;
        }

        date = new(year, month, day);
        return true;
    }

    /// <exception cref="FormatException">The text is not a date of birth.</exception>
    public static BirthDate Parse(string text) =>
        TryParse(text, out var date) ? date : throw new FormatException("Not a date of birth.");

    /// <summary>Dates are ordered as their texts are, so an unknown month or day comes first.</summary>
    public int CompareTo(BirthDate other) => (Year, Month, Day).CompareTo((other.Year, other.Month, other.Day));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{Month:D2}-{Day:D2}");

    private static bool TryNumber(ReadOnlySpan<char> digits, out int number) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    internal static bool Exists(int year, int month, int day) => (year, month, day) switch
    {
        ( < 1 or > 9999, _, _) => false,
        (_, 0, _) => day == 0,
        (_, < 0 or > 12, _) => false,
        _ => day >= 0 && day <= DateTime.DaysInMonth(year, month),
    };
}
