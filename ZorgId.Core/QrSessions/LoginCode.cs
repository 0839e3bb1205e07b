using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ZorgId.Core.QrSessions;

/// <summary>The rotating code of a login QR (PROTOCOL, What a QR says).</summary>
public static class LoginCode
{
    /// <summary>Octets of a session's secret.</summary>
    public const int SecretLength = 32;

    public static readonly TimeSpan StepLength = TimeSpan.FromSeconds(2);

    private const int CodeOctets = 10;
    private const long StepsBefore = 4;
    private const long StepsAfter = 1;

    /// <summary>
    /// The step at <paramref name="now"/> of a session opened at <paramref name="openedAt"/>; 0 where the clock was set back.
    /// </summary>
    public static long StepAt(DateTime openedAt, DateTime now) => Math.Max(0, (now - openedAt).Ticks / StepLength.Ticks);

    /// <param name="secret">32 octets.</param>
    /// <param name="step">0 and up.</param>
    /// <returns>14 characters.</returns>
    public static string At(byte[] secret, long step)
    {
        Span<byte> message = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(message, step);
        return Base64Url.EncodeToString(HMACSHA256.HashData(secret, message).AsSpan(0, CodeOctets));
    }

    /// <summary>What a code is worth at step <paramref name="now"/>.</summary>
    public static CodeValidity Judge(byte[] secret, string code, long now)
    {
        for (var step = now + StepsAfter; step >= 0; step--)
        {
            if (CodesMatch(At(secret, step), code))
                return step >= now - StepsBefore ? CodeValidity.Good : CodeValidity.Earlier;
        }

        return CodeValidity.Foreign;
    }

    private static bool CodesMatch(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(given));
}

public enum CodeValidity
{
    Good,

    /// <summary>It was a code of the session once, and is too old.</summary>
    Earlier,

    /// <summary>It never was a code of the session.</summary>
    Foreign,
}
