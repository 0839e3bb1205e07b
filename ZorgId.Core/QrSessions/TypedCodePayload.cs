using ZorgId.Core.Phones;

namespace ZorgId.Core.QrSessions;

/// <summary>
/// What a person typed who cannot scan. A text that is no typed code counts as a wrong guess, and not as a malformed message.
/// </summary>
public sealed record TypedCodePayload(string Aud, string TypedCode) : IMessagePayload
{
    /// <summary>UTF-16 units: room for dashes and blanks.</summary>
    private const int MaxLength = 64;

    public static string Type => "zorgid-typed+jwt";

    public bool IsWellFormed(MessageHeader header) => TypedCode.Length is > 0 and <= MaxLength;
}
