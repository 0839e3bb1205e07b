using System.Buffers;
using System.Security.Cryptography;

namespace ZorgId.Core.Audit.Tree;

/// <summary>The hashes of a Merkle tree with SHA-256 (RFC 9162, section 2.1.1; the same as in RFC 6962).</summary>
public static class MerkleHash
{
    /// <summary>Octets of a hash.</summary>
    public const int Length = SHA256.HashSizeInBytes;

    private const byte LeafPrefix = 0x00;
    private const byte NodePrefix = 0x01;

    // Longer leaves are hashed from a rented array, because the stack is small.
    private const int OnStack = 1024;

    /// <summary>The root of a tree without leaves: the hash of the empty string.</summary>
    public static byte[] EmptyRoot() => SHA256.HashData([]);

    /// <summary>The hash of a leaf with this content: SHA-256(00 ‖ <paramref name="data"/>).</summary>
    public static byte[] Leaf(ReadOnlySpan<byte> data)
    {
        var hash = new byte[Length];
        Leaf(data, hash);
        return hash;
    }

    /// <summary>Writes the hash of a leaf with this content into <paramref name="destination"/>, without allocating.</summary>
    /// <param name="destination">At least <see cref="Length"/> octets.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short.</exception>
    public static void Leaf(ReadOnlySpan<byte> data, Span<byte> destination)
    {
        var length = data.Length + 1;
        var rented = length > OnStack ? ArrayPool<byte>.Shared.Rent(length) : null;
        Span<byte> input = rented is null ? stackalloc byte[OnStack] : rented;
        input[0] = LeafPrefix;
        data.CopyTo(input[1..]);
        SHA256.HashData(input[..length], destination);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
    }

    /// <summary>The hash of a node: SHA-256(01 ‖ <paramref name="left"/> ‖ <paramref name="right"/>).</summary>
    /// <exception cref="ArgumentException">One of them is no hash.</exception>
    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var hash = new byte[Length];
        Node(left, right, hash);
        return hash;
    }

    /// <summary>Writes the hash of a node into <paramref name="destination"/>, which may be one of the two.</summary>
    /// <param name="destination">At least <see cref="Length"/> octets.</param>
    /// <exception cref="ArgumentException">One of the two is no hash, or <paramref name="destination"/> is too short.</exception>
    public static void Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> destination)
    {
        Require(left, nameof(left));
        Require(right, nameof(right));
        Span<byte> input = stackalloc byte[1 + (2 * Length)];
        input[0] = NodePrefix;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + Length)..]);
        SHA256.HashData(input, destination);
    }

    /// <exception cref="ArgumentException">These octets are not as many as those of a hash.</exception>
    internal static void Require(ReadOnlySpan<byte> hash, string parameter)
    {
        if (hash.Length != Length)
            throw new ArgumentException($"A hash has {Length} octets.", parameter);
    }
}
