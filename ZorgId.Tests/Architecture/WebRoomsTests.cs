using ZorgId.Web.Platform;

namespace ZorgId.Tests.Architecture;

/// <summary>Which rooms of the web part may know of which. What is compiled is what is looked at.</summary>
public sealed class WebRoomsTests
{
    private const string Root = "ZorgId.Web";

    // Puts the server together, and is used by the program only.
    private const string Roof = "Hosting";

    // What all stand on. It knows none of them.
    private const string Floor = "Platform";

    // They know each other through the core only.
    private static readonly string[] Between = ["App", "CommandLine", "Demo", "Health", "Mobile", "Portal", "PublicLog"];

    // Each may use what stands behind it; who logs in and who works with users have nothing to do with each other.
    private static readonly string[] PortalOrder = ["Users", "QrDialog", "Shell"];
    private static readonly string[] PortalLoginOrder = ["Login", "QrDialog", "Shell"];

    private static readonly string[] PlatformOrder = ["Circuits", "Machine", "Requests", Rooms.Entrance, "Settings"];

    private static readonly Rooms All = new(typeof(CoreHost).Assembly, Root);

    private static readonly Rooms PortalRooms = new(typeof(CoreHost).Assembly, $"{Root}.Portal");

    private static readonly Rooms PlatformRooms = new(typeof(CoreHost).Assembly, $"{Root}.{Floor}");

    [Fact]
    public void Rooms_AllOfThem_AreKnownHere() =>
        Assert.Empty(All.Types.Select(t => All.Find(t)!).Distinct(StringComparer.Ordinal).Except([.. Between, Roof, Floor, Rooms.Entrance], StringComparer.Ordinal));

    [Fact]
    public void Rooms_Arrows_RunFromTheRoofToTheFloor() => Rooms.MustBeNone(
        All.Arrows().Where(a => !Allows(All.Find(a.From)!, All.Find(a.To)!)).Select(Rooms.Describe));

    [Fact]
    public void Portal_ArrowsWithin_RunOneWay()
    {
        Assert.NotEmpty(PortalRooms.Arrows());
        Rooms.MustBeNone(PortalRooms.FindAgainst(PortalOrder));
        Rooms.MustBeNone(PortalRooms.FindAgainst(PortalLoginOrder));
        Rooms.MustBeNone(PortalRooms.Arrows()
            .Where(a => (PortalRooms.Find(a.From), PortalRooms.Find(a.To)) is ("Login", "Users") or ("Users", "Login") or (not Rooms.Entrance, Rooms.Entrance))
            .Select(Rooms.Describe));
    }

    [Fact]
    public void Platform_ArrowsWithin_RunOneWay()
    {
        Assert.Equal(PlatformOrder.Order(StringComparer.Ordinal), PlatformRooms.Types.Select(t => PlatformRooms.Find(t)!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Rooms.MustBeNone(PlatformRooms.FindAgainst(PlatformOrder));
    }

    // The demo shows the portal's own pages and dialogs.
    private static bool Allows(string from, string to) => (from, to) switch
    {
        (Rooms.Entrance or Roof, _) => true,
        (_, Floor) => from != Floor,
        ("Demo", "Portal") => true,
        _ => false,
    };
}
