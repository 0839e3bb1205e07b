namespace ZorgId.Core.Audit.Tree;

/// <summary>A full subtree: all of its 2^<paramref name="Level"/> leaves are there, and its hash never changes again.</summary>
/// <param name="Level">Its height: 0 for a leaf.</param>
/// <param name="Index">Its number among those of its level: its first leaf is Index · 2^Level.</param>
/// <param name="Hash">32 octets.</param>
public readonly record struct Subtree(int Level, long Index, byte[] Hash);
