using System.Security.Cryptography;
using System.Text;

namespace ZorgId.Core.QrSessions;

/// <summary>
/// The code that someone types who cannot scan (PROTOCOL, typed-codes): ten characters of Crockford's base32, 50 random bits.
/// </summary>
public readonly record struct TypedCode
{
    /// <summary>Characters, without the dash that people see.</summary>
    public const int Length = 10;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private TypedCode(string value) => Value = value;

    /// <summary>Upper case, without dashes.</summary>
    public string Value { get; }

    public static TypedCode New() => new(RandomNumberGenerator.GetString(Alphabet, Length));

    /// <summary>
    /// Reads what a person typed: in any case, with dashes and blanks anywhere, and with the letters that look like digits.
    /// </summary>
    /// <returns>Null where it is no typed code.</returns>
    public static TypedCode? Read(string text)
    {
        var code = new StringBuilder(Length);
        foreach (var sign in text)
        {
            if (char.IsWhiteSpace(sign) || Signs.IsDash(sign))
                continue;
            var read = char.ToUpperInvariant(sign) switch
            {
                'O' => '0',
                'I' or 'L' => '1',
                var other => other,
            };
            if (!Alphabet.Contains(read, StringComparison.Ordinal) || code.Length == Length)
                return null;
            code.Append(read);
        }

        return code.Length == Length ? new(code.ToString()) : null;
    }

    /// <summary>As people see it: <c>K7QF3-M2DXN</c>.</summary>
    public override string ToString() => $"{Value[..(Length / 2)]}-{Value[(Length / 2)..]}";
}
