using System.Globalization;

namespace ZorgId.Tests.Benchmarks;

/// <summary>What a person may set for a benchmark, by environment variables. CONTRIBUTING has the commands.</summary>
internal static class BenchmarkOptions
{
    /// <summary><c>ZORGID_BENCHMARK_ROUNDS</c>: how often each measurement is repeated. Default 5.</summary>
    public static int Rounds => Read("ZORGID_BENCHMARK_ROUNDS", 5);

    /// <summary><c>ZORGID_BENCHMARK_SECONDS</c>: how long one measurement lasts. Default 2.</summary>
    public static TimeSpan Duration => TimeSpan.FromSeconds(Read("ZORGID_BENCHMARK_SECONDS", 2));

    /// <summary><c>ZORGID_BENCHMARK_ENTRIES</c>: how many entries the log has. Default 1,000,000.</summary>
    public static int Entries => Read("ZORGID_BENCHMARK_ENTRIES", 1_000_000);

    /// <summary><c>ZORGID_BENCHMARK_OTHER</c>: the folder of another commit's <c>ZorgId.Web.dll</c>; null where there is none.</summary>
    public static string? OtherBuild => Value("ZORGID_BENCHMARK_OTHER") is { } folder ? Path.GetFullPath(folder) : null;

    private static int Read(string name, int otherwise) =>
        Value(name) is { } text ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : otherwise;

    private static string? Value(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? text : null;
}
