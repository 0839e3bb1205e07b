namespace ZorgId.Core.Audit.Tree;

/// <summary>
/// Reads the hashes of full subtrees that stand beside each other. Levels are multiples of <see cref="StoredTree.TileHeight"/>:
/// level 0 has the leaves' hashes, level 8 those of full subtrees of 256 leaves, level 16 those of full subtrees of 65,536 leaves.
/// </summary>
/// <param name="level">0, 8, 16 … 56.</param>
/// <param name="firstIndex">The number of the first one among those of its level.</param>
/// <param name="count">1 to <see cref="StoredTree.TileWidth"/>.</param>
/// <returns>Exactly <paramref name="count"/> hashes of 32 octets, in the order of their indexes.</returns>
public delegate Task<IReadOnlyList<byte[]>> TileReader(int level, long firstIndex, int count, CancellationToken cancellation);
