using System.Reflection;
using Microsoft.Extensions.Logging;
using ZorgId.Web.Platform;

namespace ZorgId.Tests.Architecture;

/// <summary>An operator finds a message of the log by its event id.</summary>
public sealed class LoggedEventsTests
{
    private const int InOneRoom = 100;

    private static readonly (string Room, int Id)[] Events =
    [
        .. from type in (IEnumerable<Type>)[.. typeof(PortalOrigins).Assembly.GetTypes(), .. typeof(CoreHost).Assembly.GetTypes()]
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
           let logged = method.GetCustomAttribute<LoggerMessageAttribute>()
           where logged is not null
           select (string.Join('.', type.Namespace!.Split('.').Take(type.Namespace.Contains(".Portal", StringComparison.Ordinal) ? 4 : 3)), logged.EventId),
    ];

    [Fact]
    public void Ids_OfTheWholeProgram_AreDistinct()
    {
        Assert.NotEmpty(Events);
        Assert.Distinct(Events.Select(e => e.Id).Append(PlainLog.LeftOut));
    }

    // The log's own numbers are the norm's.
    [Fact]
    public void Ids_OfARoom_StandTogether() => Assert.All(
        Events.Where(e => e.Id < 7000).GroupBy(e => e.Room, StringComparer.Ordinal),
        room => Assert.Single(room.Select(e => e.Id / InOneRoom).Distinct()));
}
