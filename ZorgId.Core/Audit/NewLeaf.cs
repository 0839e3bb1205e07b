namespace ZorgId.Core.Audit;

/// <summary>An entry that is about to get a leaf.</summary>
internal sealed record NewLeaf(Guid EntryId, byte[] Hash);
