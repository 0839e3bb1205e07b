namespace ZorgId.Core.Audit;

/// <summary>The log's key as it is kept: one row, encrypted with Data Protection. Never changed: the chain is made with it.</summary>
public sealed class AuditKey
{
    /// <summary>The one row's.</summary>
    public const int OnlyId = 1;

    internal AuditKey(byte[] protectedKey) => (Id, ProtectedKey) = (OnlyId, protectedKey);

    private AuditKey() => ProtectedKey = [];

    public int Id { get; private set; }

    public byte[] ProtectedKey { get; private set; }
}
