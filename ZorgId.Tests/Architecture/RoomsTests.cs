using System.Reflection;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core;
using ZorgId.Core.Persistence;
using ZorgId.Core.Persistence.PostgreSql;
using Assembly = System.Reflection.Assembly;

namespace ZorgId.Tests.Architecture;

/// <summary>Which rooms of the core may know of which. What is compiled is what is looked at.</summary>
public sealed class RoomsTests
{
    private const string Root = "ZorgId.Core";

    // Each may use what stands behind it.
    private static readonly string[] Rooms = ["PortalSessions", "Sessions", "Phones", "Accounts", "Audit", "Keys", "Changes"];

    private static readonly Assembly Core = typeof(PortalOrigins).Assembly;

    // Who takes one of these by constructor does something; entities, ids, enums and limits only are.
    private static readonly HashSet<System.Type> Tools =
        [typeof(TimeProvider), typeof(PortalTransactions), typeof(IDbContextFactory<PortalDb>), typeof(IDataProtectionProvider)];

    private static readonly IReadOnlyList<IType> Types =
        [.. new ArchLoader().LoadAssembly(Core).Build().Types.Where(t => RoomOf(t) is not null)];

    [Fact]
    public void Rooms_AllOfThem_AreKnownHere() => Assert.Equal(
        Rooms.Append("").Append("Persistence").Order(StringComparer.Ordinal),
        Types.Select(t => RoomOf(t)!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [Fact]
    public void Rooms_Arrows_RunOneWay()
    {
        var wrong = from type in Types
                    let own = Array.IndexOf(Rooms, RoomOf(type))
                    where own >= 0
                    from target in Targets(type)
                    let used = Array.IndexOf(Rooms, RoomOf(target))
                    where used >= 0 && used < own
                    select $"{type.FullName} -> {target.FullName}";

        Assert.Empty(wrong.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void Persistence_WhatItUses_IsEntitiesAndTheirValuesOnly()
    {
        var tools = Types.Where(t => RoomOf(t) is { Length: > 0 } and not "Persistence" && TakesTools(t)).ToHashSet();
        var wrong = from type in Types
                    where RoomOf(type) == "Persistence"
                    from target in Targets(type)
                    where tools.Contains(target)
                    select $"{type.FullName} -> {target.FullName}";

        Assert.NotEmpty(tools);
        Assert.Empty(wrong.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void Rooms_OfPersistence_UseTheContextAndItsTransactionsOnly()
    {
        string[] open = [nameof(PortalDb), nameof(PortalTransactions), nameof(PostgreSqlNotifications)];
        var wrong = from type in Types
                    where RoomOf(type) is { Length: > 0 } and not "Persistence"
                    from target in Targets(type)
                    where RoomOf(target) == "Persistence" && !open.Contains(target.Name, StringComparer.Ordinal)
                    select $"{type.FullName} -> {target.FullName}";

        Assert.Empty(wrong.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void Root_OfTheCore_KnowsNoRoomButToAddIt()
    {
        var wrong = from type in Types
                    where RoomOf(type) == "" && !type.FullName.StartsWith($"{Root}.{nameof(CoreServices)}", StringComparison.Ordinal)
                    from target in Targets(type)
                    where RoomOf(target) is { Length: > 0 }
                    select $"{type.FullName} -> {target.FullName}";

        Assert.Empty(wrong.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void References_OfTheCore_AreNoWebs()
    {
        var names = Core.GetReferencedAssemblies().Select(a => a.Name!).ToList();

        Assert.DoesNotContain(names, n => n.StartsWith("MudBlazor", StringComparison.Ordinal) || n == "QRCoder" || n.StartsWith("ZorgId", StringComparison.Ordinal));
        Assert.All(
            names.Where(n => n.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)),
            n => Assert.StartsWith("Microsoft.AspNetCore.DataProtection", n, StringComparison.Ordinal));
    }

    [Fact]
    public void Classes_Public_AreSealedStaticOrAbstract() => Assert.Empty(
        Core.GetExportedTypes()
            // The context of one provider is that of the other with migrations of its own.
            .Where(t => t is { IsClass: true, IsSealed: false, IsAbstract: false } && t != typeof(PortalDb) && !t.Namespace!.EndsWith(".Migrations", StringComparison.Ordinal))
            .Select(t => t.FullName));

    [Fact]
    public void Properties_OfEntities_HaveNoPublicSetter()
    {
        // The context's own model is the list: what it maps changes by its own methods only. Data Protection's is not ours.
        using var db = new PortalDb(new DbContextOptionsBuilder<PortalDb>().UseSqlite("Data Source=:memory:").Options);
        var wrong = from entity in db.Model.GetEntityTypes()
                    where object.Equals(entity.ClrType.Assembly, Core)
                    from property in entity.ClrType.GetProperties()
                    where property.SetMethod is { IsPublic: true } setter && !IsInit(setter)
                    select $"{entity.ClrType.Name}.{property.Name}";

        Assert.Empty(wrong);
    }

    private static bool IsInit(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit));

    private static IEnumerable<IType> Targets(IType type) => type.Dependencies.Select(d => d.Target).Where(t => RoomOf(t) is not null);

    /// <summary>A room's name; empty for the root; null for what is not the core's, or is made by a tool.</summary>
    private static string? RoomOf(IType type)
    {
        var name = type.FullName;
        if (!name.StartsWith(Root + ".", StringComparison.Ordinal) || name.Contains(".Migrations.", StringComparison.Ordinal))
            return null;
        var parts = name.Split('+', '<', '/')[0].Split('.');
        return parts.Length == 3 ? "" : parts[2];
    }

    private static bool TakesTools(IType type) => Core.GetType(type.FullName) is { } found
        && found.GetConstructors().SelectMany(c => c.GetParameters()).Any(p => Tools.Contains(p.ParameterType));
}
