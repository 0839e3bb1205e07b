using System.ComponentModel.DataAnnotations;

namespace ZorgId.Core.Audit;

/// <summary>Settings of the log, under <c>Audit</c>.</summary>
public sealed class AuditSettings
{
    /// <summary>How long an entry is kept. The default is also the minimum: five years, two leap days among them (NEN 7513).</summary>
    [Range(
        typeof(TimeSpan),
        "1827.00:00:00",
        "36525.00:00:00",
        ErrorMessage = "Audit:Retention must be between 1827.00:00:00 (five years) and 36525.00:00:00.")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(1827);

    /// <summary>
    /// Accepts a clock that is behind the log's last entry. It is for an operator who knows that the time of that entry is wrong.
    /// </summary>
    public bool AcceptClock { get; set; }
}
