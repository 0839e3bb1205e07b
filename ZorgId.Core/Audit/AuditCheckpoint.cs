namespace ZorgId.Core.Audit;

/// <summary>A head of the log that was published: signed, so that the portal cannot deny later that the log was so.</summary>
public sealed class AuditCheckpoint
{
    /// <summary>More than a host of 253 characters needs.</summary>
    public const int NoteLength = 1024;

    internal AuditCheckpoint(long size, DateTime at, string note) => (Size, At, Note) = (size, at.ToMilliseconds(), note);

    /// <summary>How many entries the log had.</summary>
    public long Size { get; private set; }

    /// <summary>When it was published: UTC, in whole milliseconds.</summary>
    public DateTime At { get; private set; }

    /// <summary>The signed note (<see cref="Tree.Checkpoint"/>).</summary>
    public string Note { get; private set; }
}
