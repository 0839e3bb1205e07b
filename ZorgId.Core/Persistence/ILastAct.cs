namespace ZorgId.Core.Persistence;

/// <summary>What a transaction that writes does last, right before its commit.</summary>
public interface ILastAct
{
    Task BeforeCommitAsync(PortalDb db, CancellationToken cancellation);
}
