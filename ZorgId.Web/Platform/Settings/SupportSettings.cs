using System.ComponentModel.DataAnnotations;

namespace ZorgId.Web.Platform.Settings;

/// <summary>One way to reach the helpdesk.</summary>
/// <param name="Words">The text that people read.</param>
/// <param name="Link">The address of the link: <c>tel:</c> or <c>mailto:</c>.</param>
public sealed record SupportWay(string Words, string Link);

/// <summary>How people reach the organisation that runs this portal (<c>Support</c>). On screen it is <i>de helpdesk</i>.</summary>
public sealed class SupportSettings
{
    // A number may begin with a plus. It has 3 to 15 digits (E.164), and between them the separators that people write.
    private const string PhonePattern = @"(?=(?:[^0-9]*[0-9]){3,15}[^0-9]*$)\+?[0-9(][0-9 ()./-]*[0-9]";
    private const string MailPattern = @"[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+";

    /// <summary>The number as people read it, such as <c>088 123 45 67</c>.</summary>
    [MaxLength(40, ErrorMessage = PhoneFault)]
    [RegularExpression(PhonePattern, ErrorMessage = PhoneFault)]
    public string? Phone { get; set => field = OrNull(value); }

    [MaxLength(254, ErrorMessage = MailFault)]
    [RegularExpression(MailPattern, ErrorMessage = MailFault)]
    public string? Mail { get; set => field = OrNull(value); }

    private const string PhoneFault = "Support:Phone must be a telephone number, such as 088 123 45 67 or +31 88 123 45 67.";
    private const string MailFault = "Support:Mail must be a mail address, such as helpdesk@example.nl.";

    /// <summary>The ways that are set, the telephone first.</summary>
    public IReadOnlyList<SupportWay> Ways
    {
        get
        {
            var ways = new List<SupportWay>();
            if (Phone is { } phone)
                ways.Add(new(phone, $"tel:{Dialled(phone)}"));
            if (Mail is { } mail)
                ways.Add(new(mail, $"mailto:{string.Join('@', mail.Split('@').Select(Uri.EscapeDataString))}"));
            return ways;
        }
    }

    // An empty setting counts as not set.
    private static string? OrNull(string? value) => string.IsNullOrEmpty(value) ? null : value;

    private static string Dialled(string phone)
    {
        // In +31 (0)88 the zero is dialled only without the country code.
        var isInternational = phone.StartsWith('+');
        var dialled = isInternational ? phone.Replace("(0)", "", StringComparison.Ordinal) : phone;
        return $"{(isInternational ? "+" : "")}{string.Concat(dialled.Where(char.IsAsciiDigit))}";
    }
}
