namespace ZorgId.Core.Audit;

/// <summary>An entry that is about to get a leaf.</summary>
/// <param name="LogId">The id of the log under which it was written.</param>
internal sealed record NewLeaf(Guid LogId, Guid EntryId, byte[] Hash);
