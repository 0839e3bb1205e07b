namespace ZorgId.Core.Audit.Tree;

/// <summary>Reads each tile that a root or a proof needs once. It lives as long as that one computation.</summary>
internal sealed class TileCache(TileReader read, long size)
{
    private readonly Dictionary<(int Level, long Number), IReadOnlyList<byte[]>> _tiles = [];

    /// <summary>The edge of a tree that has just the leaves of <paramref name="range"/>; its root is the range's hash.</summary>
    public async Task<MerkleFrontier> ReadFrontierAsync(LeafRange range, CancellationToken cancellation)
    {
        var frontier = new MerkleFrontier();
        foreach (var level in MerkleFrontier.LevelsOf(range.End - range.Start))
        {
            var stored = level - (level % StoredTree.TileHeight);
            var first = (range.Start + frontier.Size) >> stored;
            // At most 128 of them: those of one subtree always stand in one tile.
            var count = 1 << (level - stored);
            var tile = await ReadTileAsync(stored, first / StoredTree.TileWidth, cancellation);
            for (var i = 0; i < count; i++)
                frontier.Append(stored, tile[(int)(first % StoredTree.TileWidth) + i]);
        }

        return frontier;
    }

    private async Task<IReadOnlyList<byte[]>> ReadTileAsync(int level, long number, CancellationToken cancellation)
    {
        if (_tiles.TryGetValue((level, number), out var known))
            return known;
        var first = number * StoredTree.TileWidth;
        // Of the last tile only what is full at this size, which may be a size of long ago.
        var count = (int)Math.Min(StoredTree.TileWidth, (size >> level) - first);
        var tile = await read(level, first, count, cancellation);
        if (tile.Count != count || tile.Any(hash => hash.Length != MerkleHash.Length))
            throw new InvalidDataException($"Level {level} lacks hashes between {first} and {first + count - 1}.");
        return _tiles[(level, number)] = tile;
    }
}
