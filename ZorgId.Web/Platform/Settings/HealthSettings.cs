using System.ComponentModel.DataAnnotations;

namespace ZorgId.Web.Platform.Settings;

public sealed class HealthSettings
{
    /// <summary>How many MiB must be free on the database's disk. SQLite's write-ahead log needs room before it can be merged.</summary>
    [Range(1, 1_000_000)]
    public int FreeDiskMebibytes { get; set; } = 256;
}
