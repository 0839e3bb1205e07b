using System.Buffers.Text;
using System.Text;
using CsCheck;

namespace ZorgId.Tests.Support;

/// <summary>One thing that is done to a message. <paramref name="At"/> and <paramref name="Size"/> are taken modulo what there is.</summary>
internal sealed record Mutation(Way Way, int At, int Size, byte[] Octets)
{
    private const char Dot = '.';

    private static readonly string[] Fragments =
    [
        "null", "0", "-1", "1e999", "true", "[]", "{}", "\"\"", "\"\\ud800\"", "\\u0000", "\"aud\":1,", "\"alg\":\"none\",", "\"crit\":[\"b64\"],", "\"d\":\"AAAA\",",
        "\"jwk\":{},", "[[[[[[[[[[", "\u00e9", "\ufeff", ",", "}", "\"",
    ];

    public static readonly Gen<Mutation> Any = Gen.Select(
        Gen.Enum<Way>(), Gen.Int[0, 100_000], Gen.Int[1, 100], Gen.Byte.Array[1, 8], (way, at, size, octets) => new Mutation(way, at, size, octets));

    /// <param name="other">Another good message, to take from.</param>
    public byte[] ApplyTo(byte[] message, byte[] other) => Way switch
    {
        Way.FlipABit => [.. message.Select((octet, i) => i == At % message.Length ? (byte)(octet ^ (1 << (Size % 8))) : octet)],
        Way.Replace => Splice(message, At, Octets.Length, Octets),
        Way.Insert => Splice(message, At, 0, Octets),
        Way.Delete => Splice(message, At, Size, []),
        Way.Repeat => Splice(message, At, 0, Cut(message, At, Size)),
        Way.EndEarly => message[..(At % message.Length)],
        Way.Lengthen => [.. message, .. Enumerable.Repeat((byte)'A', At % 10_000)],
        Way.ChangeHeader => ChangeJson(message, 0, json => Splice(json, At, Size % 3, Octets)),
        Way.ChangePayload => ChangeJson(message, 1, json => Splice(json, At, Size % 3, Octets)),
        Way.PutIntoHeader => ChangeJson(message, 0, json => Splice(json, At, 0, Encoding.UTF8.GetBytes(Fragments[Size % Fragments.Length]))),
        Way.PutIntoPayload => ChangeJson(message, 1, json => Splice(json, At, 0, Encoding.UTF8.GetBytes(Fragments[Size % Fragments.Length]))),
        Way.ChangeSignature => ChangeJson(message, 2, signature => Splice(signature, At, Octets.Length, Octets)),
        Way.TakeASegmentOfAnother => Join(Segments(message).Select((own, i) => i == At % 3 ? Segments(other).ElementAtOrDefault(i) ?? own : own)),
        Way.SwapSegments => Join(Segments(message).Reverse()),
        Way.LeaveOutASegment => Join(Segments(message).Where((_, i) => i != At % 3)),
        Way.AddASegment => Join(Segments(message).Append(Segments(other)[0])),
        Way.Pad => Join(Segments(message).Select((own, i) => i == At % 3 ? own + new string('=', 1 + (Size % 2)) : own)),
        _ => throw new ArgumentOutOfRangeException(nameof(message)),
    };

    private static byte[] Splice(byte[] octets, int at, int length, byte[] with)
    {
        at %= octets.Length + 1;
        return [.. octets[..at], .. with, .. octets[Math.Min(octets.Length, at + length)..]];
    }

    private static byte[] Cut(byte[] octets, int at, int length)
    {
        at %= octets.Length + 1;
        return octets[at..Math.Min(octets.Length, at + length)];
    }

    // Where an earlier mutation has spoilt the segment there is nothing more to change in it.
    private static byte[] ChangeJson(byte[] message, int number, Func<byte[], byte[]> change) => Join(Segments(message).Select((segment, i) =>
        i == number && Base64Url.IsValid(segment) ? Base64Url.EncodeToString(change(Base64Url.DecodeFromChars(segment))) : segment));

    private static string[] Segments(byte[] message) => Encoding.Latin1.GetString(message).Split(Dot);

    private static byte[] Join(IEnumerable<string> segments) => Encoding.Latin1.GetBytes(string.Join(Dot, segments));
}

internal enum Way
{
    FlipABit,
    Replace,
    Insert,
    Delete,
    Repeat,
    EndEarly,
    Lengthen,
    ChangeHeader,
    ChangePayload,
    PutIntoHeader,
    PutIntoPayload,
    ChangeSignature,
    TakeASegmentOfAnother,
    SwapSegments,
    LeaveOutASegment,
    AddASegment,
    Pad,
}
