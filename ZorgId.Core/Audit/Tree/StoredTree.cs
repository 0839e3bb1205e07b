namespace ZorgId.Core.Audit.Tree;

/// <summary>
/// Roots and proofs of a tree whose full subtrees are stored at every eighth level, at any size that it has had.
/// A root takes one read a level, a proof at most two (the tile of its leaf, and the tree's right edge), each of at most
/// <see cref="TileWidth"/> hashes.
/// </summary>
/// <remarks>Tiles are those of C2SP's tlog-tiles: 256 hashes beside each other, which make one hash of the next stored level.</remarks>
public sealed class StoredTree(TileReader read)
{
    /// <summary>Levels from one stored level to the next.</summary>
    public const int TileHeight = 8;

    /// <summary>Hashes of a level that are read at once, at most: as many as one hash of the next stored level stands for.</summary>
    public const int TileWidth = 1 << TileHeight;

    /// <summary>The right edge at this size, to append to it.</summary>
    /// <exception cref="InvalidDataException">The reader gave something else than it was asked for.</exception>
    public Task<MerkleFrontier> ReadFrontierAsync(long size, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return new TileCache(read, size).ReadFrontierAsync(new(0, size), cancellation);
    }

    /// <summary>The root at this size: 32 octets.</summary>
    /// <exception cref="InvalidDataException">The reader gave something else than it was asked for.</exception>
    public async Task<byte[]> ReadRootAsync(long size, CancellationToken cancellation) =>
        (await ReadFrontierAsync(size, cancellation)).Root();

    /// <summary>The proof that a leaf stands in the tree of this size (RFC 9162, section 2.1.3.1).</summary>
    /// <param name="index">0 to <paramref name="size"/> - 1.</param>
    /// <exception cref="InvalidDataException">The reader gave something else than it was asked for.</exception>
    public async Task<InclusionProof> ProveInclusionAsync(long index, long size, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        return new(index, size, await ReadAsync(size, LeafRange.InclusionPath(index, size), cancellation));
    }

    /// <summary>The proof that the tree of one size begins with that of a smaller one (RFC 9162, section 2.1.4.1).</summary>
    /// <param name="from">1 to <paramref name="to"/>; nothing has to be proven of an empty tree.</param>
    /// <exception cref="InvalidDataException">The reader gave something else than it was asked for.</exception>
    public async Task<ConsistencyProof> ProveConsistencyAsync(long from, long to, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(from, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from, to);
        return new(from, to, await ReadAsync(to, LeafRange.ConsistencyPath(from, to), cancellation));
    }

    private async Task<IReadOnlyList<byte[]>> ReadAsync(long size, IReadOnlyList<LeafRange> ranges, CancellationToken cancellation)
    {
        var tiles = new TileCache(read, size);
        var hashes = new List<byte[]>(ranges.Count);
        foreach (var range in ranges)
            hashes.Add((await tiles.ReadFrontierAsync(range, cancellation)).Root());
        return hashes;
    }
}
