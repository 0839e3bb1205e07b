using System.Reflection;
using ZorgId.Web.Platform.Requests;

namespace ZorgId.Tests.Core.Scope;

/// <summary>What can be used by who comes by the network: what the portal's pages and the phones' endpoints hold or are given.</summary>
internal static class Reach
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly string[] Rooms = ["ZorgId.Web.Portal", "ZorgId.Web.Mobile", "ZorgId.Web.App", "ZorgId.Web.PublicLog"];

    /// <summary>The types of those rooms that know this one.</summary>
    public static IReadOnlyList<string> Of(Type useCase) =>
        [.. typeof(PagePaths).Assembly.GetTypes().Where(t => Rooms.Any(r => t.Namespace?.StartsWith(r, StringComparison.Ordinal) == true) && KnownTo(t).Contains(useCase)).Select(t => t.Name)];

    private static IEnumerable<Type> KnownTo(Type type) =>
    [
        .. type.GetFields(Everything).Select(f => f.FieldType),
        .. type.GetProperties(Everything).Select(p => p.PropertyType),
        .. type.GetConstructors(Everything).Cast<MethodBase>().Concat(type.GetMethods(Everything)).SelectMany(m => m.GetParameters()).Select(p => p.ParameterType),
    ];
}
