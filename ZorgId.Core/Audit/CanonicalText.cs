using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ZorgId.Core.Audit;

/// <summary>
/// Brings values into the one form in which they are hashed: each as its octets after their count (4 octets,
/// big-endian), or FFFFFFFF alone for a missing value. Two different rows of values never have the same form.
/// </summary>
internal sealed class CanonicalText
{
    private const uint Missing = uint.MaxValue;

    private readonly ArrayBufferWriter<byte> _octets = new();

    /// <param name="purpose">What the hash is for, so that a hash made for one purpose never fits another.</param>
    public CanonicalText(string purpose) => Add(purpose);

    public CanonicalText Add(string? value)
    {
        if (value is not null)
            return Add(Encoding.UTF8.GetBytes(value));
        WriteLength(Missing);
        return this;
    }

    public CanonicalText Add(byte[] value)
    {
        WriteLength((uint)value.Length);
        _octets.Write(value);
        return this;
    }

    public CanonicalText Add(long value) => Add(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>UTC, with all digits down to 100 ns, because a changed row could hide something in them.</summary>
    public CanonicalText Add(DateTime value) => Add(value.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture));

    public CanonicalText Add(Guid? value) => Add(value?.ToString("D", CultureInfo.InvariantCulture));

    public CanonicalText Add(Enum? value) => Add(value?.ToString());

    public byte[] Hash(byte[] key) => HMACSHA256.HashData(key, _octets.WrittenSpan);

    private void WriteLength(uint length)
    {
        Span<byte> octets = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(octets, length);
        _octets.Write(octets);
    }
}
