namespace ZorgId.Core.Persistence;

/// <summary>The database gave no answer as it was told to commit: nobody knows whether it did.</summary>
public sealed class CommitInDoubtException(Exception cause)
    : Exception("The database gave no answer as it was told to commit: whether it did is not known.", cause);
