namespace ZorgId.Core.Audit;

/// <summary>The part of the log that has been kept long enough.</summary>
/// <param name="Verdict">Of the whole log; with a fault, the rest tells nothing.</param>
/// <param name="First">The index of the first entry that is there.</param>
/// <param name="Size">The index of the first entry that is young; all before it are old.</param>
internal sealed record OldPart(AuditVerdict Verdict, long First, long Size);
