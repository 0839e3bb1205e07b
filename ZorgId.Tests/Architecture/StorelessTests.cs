using System.Reflection;
using ArchUnitNET.Loader;
using ZorgId.Tests.Support;
using Type = System.Type;

namespace ZorgId.Tests.Architecture;

/// <summary>What opens no database runs once, and not on PostgreSQL again: test.sh leaves out what says so.</summary>
public sealed class StorelessTests
{
    // Whatever opens a database in a test opens it by one of these.
    private static readonly Type[] Openers =
    [
        typeof(TestPortal), typeof(PortalServer), typeof(TestStore), typeof(SqliteTestDatabase), typeof(PostgreSqlTestDatabase), typeof(PostgreSqlServer),
        typeof(PortalProgram), typeof(ServingProgram), typeof(CoreBeside),
    ];

    private static readonly Assembly Tests = typeof(StorelessTests).Assembly;

    [Fact]
    public void Classes_ThatOpenNoDatabase_SaySo()
    {
        var uses = new ArchLoader().LoadAssembly(Tests).Build().Types
            .GroupBy(t => Outer(t.FullName), t => t.Dependencies.Select(d => Outer(d.Target.FullName)), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.SelectMany(targets => targets).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        var opens = Openers.Select(t => t.FullName!).ToHashSet(StringComparer.Ordinal);
        while (uses.Where(u => !opens.Contains(u.Key) && u.Value.Overlaps(opens)).Select(u => u.Key).ToList() is { Count: > 0 } more)
            opens.UnionWith(more);

        var silent = Tests.GetExportedTypes()
            .Where(t => t.Namespace!.Contains(".Tests.Core", StringComparison.Ordinal) || t.Namespace.Contains(".Tests.Web", StringComparison.Ordinal))
            .Where(t => t.GetMethods().Any(m => m.IsDefined(typeof(FactAttribute), inherit: true)))
            .Where(t => !opens.Contains(t.FullName!) && !t.GetCustomAttributes<TraitAttribute>().Any(trait => trait.Name is "Stores" or "Database"))
            .Select(t => t.Name);

        Rooms.MustBeNone(silent);
    }

    // What an async method or a lambda becomes stands within its class.
    private static string Outer(string name) => name.Split('+', '/', '<')[0];
}
