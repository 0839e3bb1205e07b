using System.Buffers.Binary;

namespace ZorgId.Core.Audit;

/// <summary>
/// Gives entries their ids: UUIDs of version 7 that ascend, also within a millisecond and where times go
/// back a little (RFC 9562, section 6.2, method 2). Where the clock was set back, they start again from there.
/// </summary>
internal sealed class AuditEntryIds
{
    // In milliseconds. Times of one use case may lie this far apart, and those of two that run beside each other.
    private const long MostBack = 10_000;

    private readonly Lock _lock = new();
    private Guid _last;

    /// <param name="at">UTC.</param>
    public Guid Next(DateTime at)
    {
        var next = Guid.CreateVersion7(new DateTimeOffset(at, TimeSpan.Zero));
        lock (_lock)
        {
            var back = Milliseconds(_last) - Milliseconds(next);
            return _last = next.CompareTo(_last) < 0 && back <= MostBack ? After(_last) : next;
        }
    }

    private static long Milliseconds(Guid id)
    {
        Span<byte> octets = stackalloc byte[16];
        id.TryWriteBytes(octets, bigEndian: true, out _);
        return BinaryPrimitives.ReadInt64BigEndian(octets) >> 16;
    }

    /// <summary>The next id, of the same millisecond.</summary>
    public static Guid After(Guid id)
    {
        Span<byte> octets = stackalloc byte[16];
        id.TryWriteBytes(octets, bigEndian: true, out _);
        BinaryPrimitives.WriteUInt128BigEndian(octets, BinaryPrimitives.ReadUInt128BigEndian(octets) + 1);
        return new(octets, bigEndian: true);
    }
}
