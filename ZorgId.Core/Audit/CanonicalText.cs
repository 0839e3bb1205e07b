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
    /// <summary>The form of a time: UTC, with all digits down to 100 ns, because a changed row could hide something in them.</summary>
    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    /// <summary>Stands in the place of the length of a value that is missing.</summary>
    public const uint Missing = uint.MaxValue;

    private const int GuidLength = 36;

    private readonly ArrayBufferWriter<byte> _octets = new(512);

    /// <param name="purpose">What the hash is for, so that a hash made for one purpose never fits another.</param>
    public CanonicalText(string purpose) => Add(purpose);

    public ReadOnlySpan<byte> Written => _octets.WrittenSpan;

    /// <summary>Takes away all but the first octets.</summary>
    public CanonicalText CutTo(int length)
    {
        // The octets stay in the buffer, and are counted again.
        _octets.ResetWrittenCount();
        _octets.Advance(length);
        return this;
    }

    public CanonicalText Add(string? value)
    {
        if (value is null)
            return AddMissing();
        var count = Encoding.UTF8.GetByteCount(value);
        WriteLength((uint)count);
        Encoding.UTF8.GetBytes(value, _octets);
        return this;
    }

    public CanonicalText Add(ReadOnlySpan<byte> value)
    {
        WriteLength((uint)value.Length);
        _octets.Write(value);
        return this;
    }

    public CanonicalText AddMissing()
    {
        WriteLength(Missing);
        return this;
    }

    public CanonicalText Add(long value) => Add(value.ToString(CultureInfo.InvariantCulture));

    public CanonicalText Add(DateTime value) => Add(value.ToString(TimeFormat, CultureInfo.InvariantCulture));

    public CanonicalText Add(Guid? value)
    {
        if (value is not { } id)
            return AddMissing();
        Span<byte> text = stackalloc byte[GuidLength];
        id.TryFormat(text, out _, "D");
        return Add(text);
    }

    public byte[] Hash(byte[] key) => HMACSHA256.HashData(key, _octets.WrittenSpan);

    private void WriteLength(uint length)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_octets.GetSpan(sizeof(uint)), length);
        _octets.Advance(sizeof(uint));
    }
}
