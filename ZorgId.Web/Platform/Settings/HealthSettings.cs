using System.ComponentModel.DataAnnotations;

namespace ZorgId.Web.Platform.Settings;

public sealed class HealthSettings
{
    /// <summary>MiB that must be free where the database lies. SQLite's write-ahead log needs room before it can be merged.</summary>
    [Range(1, 1_000_000)]
    public int FreeDiskMebibytes { get; set; } = 256;
}
