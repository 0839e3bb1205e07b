namespace ZorgId.Core.Persistence;

/// <summary>The database gave no answer to a commit, so nobody knows whether it was done.</summary>
public sealed class CommitInDoubtException(Exception cause)
    : Exception("The database gave no answer as it was told to commit: whether it did is not known.", cause);
