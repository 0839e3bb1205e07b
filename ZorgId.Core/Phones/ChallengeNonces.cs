using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace ZorgId.Core.Phones;

/// <summary>
/// Nonces for <c>identity</c> messages. The server seals them and stores none, so that a stranger who asks for
/// many leaves nothing behind. That a nonce is good for one message only is remembered when a known phone uses it.
/// </summary>
public sealed class ChallengeNonces(IDataProtectionProvider provider, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    // Clocks of nodes differ a little. This must be less than the margin of AnsweredMessage.Remembered over Lifetime.
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(30);

    // The clock must not go back, because a nonce that is over would become good again.
    private readonly SteadyClock _clock = new(time);
    private readonly IDataProtector _protector = provider.CreateProtector("ZorgId.Phones.Challenge.v1");

    /// <summary>A nonce for a message to this environment, base64url, good for <see cref="Lifetime"/>.</summary>
    public string Create(PortalEnvironment environment)
    {
        Span<byte> content = stackalloc byte[9];
        content[0] = (byte)environment;
        BinaryPrimitives.WriteInt64BigEndian(content[1..], (_clock.GetUtcNow() + Lifetime).ToUnixTimeMilliseconds());
        return Base64Url.EncodeToString(_protector.Protect(content.ToArray()));
    }

    /// <summary>This moment, UTC, by a clock that never goes back.</summary>
    public DateTime UtcNow() => _clock.UtcNow();

    /// <summary>Whether this server made the nonce for this environment, less than <see cref="Lifetime"/> ago.</summary>
    public bool IsGood(string nonce, PortalEnvironment environment)
    {
        try
        {
            var content = _protector.Unprotect(Base64Url.DecodeFromChars(nonce));
            if (content.Length != 9 || content[0] != (byte)environment)
                return false;
            var left = BinaryPrimitives.ReadInt64BigEndian(content.AsSpan(1)) - _clock.GetUtcNow().ToUnixTimeMilliseconds();
            // A nonce that was made by a clock far ahead would outlive the memory of its use.
            return left > 0 && left <= (Lifetime + Ahead).TotalMilliseconds;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
