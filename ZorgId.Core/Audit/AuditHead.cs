namespace ZorgId.Core.Audit;

/// <summary>How long the log is, so that a log whose end was cut off is noticed: one row, which moves as leaves are given.</summary>
public sealed class AuditHead
{
    /// <summary>The id of the one row.</summary>
    public const int OnlyId = 1;

    private AuditHead()
    {
    }

    public int Id { get; private set; }

    /// <summary>How many leaves the log's tree has.</summary>
    public long Size { get; private set; }
}
