using System.Diagnostics.CodeAnalysis;

namespace ZorgId.Core.Common;

/// <summary>A session's <c>sid</c>: 128 random bits, base64url.</summary>
public readonly record struct SessionId
{
    /// <summary>Characters.</summary>
    public const int Length = 22;

    internal SessionId(string value) => Value = value;

    public string Value { get; }

    public static SessionId New() => new(Base64UrlText.Random(16));

    public static bool TryParse([NotNullWhen(true)] string? text, out SessionId sid)
    {
        var isSid = text is { Length: Length } && Base64UrlText.IsCanonical(text);
        sid = isSid ? new(text!) : default;
        return isSid;
    }

    public override string ToString() => Value;
}
