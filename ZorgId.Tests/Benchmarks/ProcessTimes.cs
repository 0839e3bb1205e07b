using System.Globalization;

namespace ZorgId.Tests.Benchmarks;

/// <summary>Reads how much processor time a process has used (proc(5), <c>/proc/PID/stat</c>).</summary>
internal static class ProcessTimes
{
    // The unit is USER_HZ, which is 100 on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    // Counted from the field behind the name: state, ppid, …, utime (14), stime (15), cutime (16), cstime (17).
    private const int Parent = 1;
    private const int FirstTime = 11;

    /// <summary>User and system time of a process and its children, also of children that have ended.</summary>
    public static TimeSpan OfTree(int root)
    {
        var ticks = 0L;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) || Read(folder) is not { } fields)
                continue;
            if (id == root)
                ticks += Sum(fields, count: 4);
            else if (Parse(fields[Parent]) == root)
                ticks += Sum(fields, count: 2);
        }

        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    private static long Sum(string[] fields, int count) => fields.Skip(FirstTime).Take(count).Sum(Parse);

    private static long Parse(string field) => long.Parse(field, CultureInfo.InvariantCulture);

    // Null for a process that has ended meanwhile.
    private static string[]? Read(string folder)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(folder, "stat"));
            // The name stands in parentheses, and may have any of these characters in it.
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
