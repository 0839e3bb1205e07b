using System.Collections.Concurrent;

namespace ZorgId.Core.Common;

/// <summary>
/// The origin (scheme, host, port) that each served environment is reached at. It comes from the
/// settings, never from a request; in demo mode it is set once, when the server knows what it listens on.
/// </summary>
public sealed class PortalOrigins
{
    private readonly ConcurrentDictionary<PortalEnvironment, string> _origins = new();

    /// <exception cref="KeyNotFoundException">This environment is not served.</exception>
    public string this[PortalEnvironment environment] => _origins[environment];

    public IReadOnlyDictionary<PortalEnvironment, string> All => _origins;

    /// <exception cref="ArgumentException"><paramref name="origin"/> is not an origin as <see cref="IsOrigin"/> has it.</exception>
    public void Set(PortalEnvironment environment, string origin)
    {
        if (!IsOrigin(origin))
            throw new ArgumentException($"'{origin}' is not an origin.", nameof(origin));
        _origins[environment] = origin;
    }

    /// <summary>
    /// Whether a text is an origin as messages name it: http or https, lower case, no default port, no path, no final slash.
    /// </summary>
    public static bool IsOrigin(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && uri.GetLeftPart(UriPartial.Authority) == text && uri.UserInfo.Length == 0;
}
