namespace ZorgId.Core.Audit;

/// <summary>Where the log is: one row, which every writer of the log locks.</summary>
public sealed class AuditHead
{
    /// <summary>The id of the one row.</summary>
    public const int OnlyId = 1;

    public const int HashLength = 32;

    private AuditHead() => Hash = [];

    public int Id { get; private set; }

    /// <summary>The sequence of the last entry; 0 before the first.</summary>
    public long Sequence { get; private set; }

    /// <summary>The hash of the last entry; 32 octets of zero before the first.</summary>
    public byte[] Hash { get; private set; }

    public AuditMark Mark => new(Sequence, Convert.ToHexStringLower(Hash));

    internal void MoveTo(AuditEntry entry) => (Sequence, Hash) = (entry.Sequence, entry.Hash);
}
