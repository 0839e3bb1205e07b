using ZorgId.Core.Audit.Tree;

namespace ZorgId.Core.Audit;

/// <summary>Why an entry cannot be proven.</summary>
public enum ProofRefusal
{
    /// <summary>There is no such entry.</summary>
    Unknown,

    /// <summary>It was pruned. Its leaf is still there, but nothing of what it said.</summary>
    Pruned,

    /// <summary>It has no place in the log yet.</summary>
    Unsealed,

    /// <summary>It, or the tree around it, is not as it was written.</summary>
    Changed,
}

/// <summary>The proof of an entry.</summary>
/// <param name="Proof">Null where there is none. Its extra data is the entry's whole leaf.</param>
/// <param name="Refusal">Null where there is a proof.</param>
public sealed record ProofResult(TlogProof? Proof, ProofRefusal? Refusal);
