using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Assembly = System.Reflection.Assembly;

namespace ZorgId.Tests.Architecture;

/// <summary>The rooms of a part of the program: the namespaces right under it, as they are compiled.</summary>
internal sealed class Rooms(Assembly assembly, string root)
{
    /// <summary>The room of a type that stands in the part itself, and in none of its rooms.</summary>
    public const string Entrance = "";

    /// <summary>Its types, but for those that a tool has made.</summary>
    public IReadOnlyList<IType> Types { get; } = [.. new ArchLoader().LoadAssembly(assembly).Build().Types.Where(t => Find(t, root) is not null)];

    /// <summary>The name of the type's room; null for what is not of this part, or is made by a tool.</summary>
    public string? Find(IType type) => Find(type, root);

    /// <summary>From a type of one room to a type of another.</summary>
    public IEnumerable<(IType From, IType To)> Arrows() =>
        from type in Types
        from target in type.Dependencies.Select(d => d.Target)
        where Find(target) is { } room && room != Find(type)
        select (type, target);

    /// <summary>Those arrows that this order of rooms does not allow: each may use what stands behind it.</summary>
    public IReadOnlyList<string> FindAgainst(string[] order) =>
    [
        .. from arrow in Arrows()
           let before = Array.IndexOf(order, Find(arrow.From)!)
           let to = Array.IndexOf(order, Find(arrow.To)!)
           where before >= 0 && to >= 0 && to < before
           select Describe(arrow),
    ];

    /// <summary>Fails where there are any, and names them.</summary>
    public static void MustBeNone(IEnumerable<string> arrows)
    {
        var all = string.Join('\n', arrows.Distinct(StringComparer.Ordinal));
        Assert.True(all.Length == 0, all);
    }

    public static string Describe((IType From, IType To) arrow) => $"{arrow.From.FullName} -> {arrow.To.FullName}";

    private static string? Find(IType type, string root)
    {
        var name = type.FullName;
        if (!name.StartsWith(root + ".", StringComparison.Ordinal) || name.Contains(".Migrations.", StringComparison.Ordinal))
            return null;
        var parts = name[(root.Length + 1)..].Split('+', '<', '/')[0].Split('.');
        return parts.Length == 1 ? Entrance : parts[0];
    }
}
