using System.Reflection;
using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Dependencies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core;
using ZorgId.Core.Accounts;
using ZorgId.Core.Persistence;
using ZorgId.Core.Persistence.PostgreSql;
using ZorgId.Core.PortalSessions;
using Assembly = System.Reflection.Assembly;

namespace ZorgId.Tests.Architecture;

/// <summary>Which rooms of the core may know of which. What is compiled is what is looked at.</summary>
public sealed class CoreRoomsTests
{
    private const string Root = "ZorgId.Core";

    // Each may use what stands behind it. Persistence is the one exception: it knows the entities of all, and all know its context.
    private static readonly string[] Order =
        ["Operations", "Log", "Organisations", "Users", "PortalSessions", "QrSessions", "Phones", "Accounts", "Audit", "Keys", "Changes", "Common"];

    private static readonly Assembly Core = typeof(PortalOrigins).Assembly;

    // Who takes one of these by constructor does something; entities, ids, enums and limits only are.
    private static readonly HashSet<System.Type> Tools =
        [typeof(TimeProvider), typeof(PortalTransactions), typeof(IDbContextFactory<PortalDb>), typeof(IDataProtectionProvider)];

    private static readonly Rooms All = new(Core, Root);

    [Fact]
    public void Rooms_AllOfThem_AreKnownHere() =>
        Assert.Empty(All.Types.Select(t => All.Find(t)!).Distinct(StringComparer.Ordinal).Except([.. Order, Rooms.Entrance, "Persistence"], StringComparer.Ordinal));

    [Fact]
    public void Rooms_Arrows_RunOneWay() => Rooms.MustBeNone(All.FindAgainst(Order));

    [Fact]
    public void Common_OfTheRooms_KnowsNobody() =>
        Rooms.MustBeNone(All.Arrows().Where(a => All.Find(a.From) == "Common").Select(Rooms.Describe));

    [Fact]
    public void Ids_AllOfThem_StandInCommon() =>
        Assert.Empty(Core.GetExportedTypes().Where(t => t.IsValueType && t.Name.EndsWith("Id", StringComparison.Ordinal) && t.Namespace != $"{Root}.Common").Select(t => t.FullName));

    [Fact]
    public void Persistence_WhatItUses_IsEntitiesAndTheirValuesOnly()
    {
        var tools = All.Types.Where(t => All.Find(t) is not (Rooms.Entrance or "Persistence") && TakesTools(t)).ToHashSet();

        Assert.NotEmpty(tools);
        Rooms.MustBeNone(All.Arrows().Where(a => All.Find(a.From) == "Persistence" && tools.Contains(a.To)).Select(Rooms.Describe));
    }

    [Fact]
    public void Rooms_OfPersistence_UseTheContextAndItsTransactionsOnly()
    {
        string[] open = [nameof(PortalDb), nameof(PortalTransactions), nameof(ILastAct), nameof(PostgreSqlNotifications), nameof(DatabaseProvider)];

        Rooms.MustBeNone(All.Arrows()
            .Where(a => All.Find(a.From) is not (Rooms.Entrance or "Operations") && All.Find(a.To) == "Persistence" && !open.Contains(a.To.Name, StringComparer.Ordinal))
            .Select(Rooms.Describe));
    }

    [Fact]
    public void PortalActors_AreMadeFromAPortalSessionAndByNothingElse() => Assert.Equal(
        [nameof(CurrentActor)],
        All.Types.Where(t => t.Name != nameof(PortalActor))
            .Where(t => t.Dependencies.OfType<MethodCallDependency>().Any(d => d.Target.Name == nameof(PortalActor) && d.TargetMember.Name.StartsWith(".ctor", StringComparison.Ordinal)))
            .Select(t => t.Name.Split('+', '/', '<')[0]).Distinct(StringComparer.Ordinal));

    [Fact]
    public void Entrance_OfTheCore_OnlyAddsRooms() =>
        Assert.Equal([nameof(CoreServices)], Core.GetExportedTypes().Where(t => t.Namespace == Root).Select(t => t.Name));

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

    private static bool TakesTools(IType type) => Core.GetType(type.FullName) is { } found
        && found.GetConstructors().SelectMany(c => c.GetParameters()).Any(p => Tools.Contains(p.ParameterType));
}
