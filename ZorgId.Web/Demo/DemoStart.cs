using ZorgId.Web.Platform;

namespace ZorgId.Web.Demo;

/// <summary>A demo learns its address as it begins to listen, and fills its database.</summary>
public sealed class DemoStart(PortalOrigins origins, DemoMarking marking, DemoData data)
{
    /// <param name="address">As the server names it.</param>
    public async Task ExecuteAsync(string address, CancellationToken cancellation)
    {
        DemoOrigins.Fill(origins, address);
        await marking.MarkAsync(DemoOrigins.Origin(address, PortalEnvironment.Productie), cancellation);
        await data.EnsureAsync(cancellation);
    }
}
