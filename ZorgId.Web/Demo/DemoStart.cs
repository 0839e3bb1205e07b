using ZorgId.Web.Platform;

namespace ZorgId.Web.Demo;

/// <summary>Stores the demo's address, which is known only once the server listens, and fills the demo's database.</summary>
public sealed class DemoStart(PortalOrigins origins, DemoMarking marking, DemoData data)
{
    /// <param name="address">The address as the server reports it.</param>
    public async Task ExecuteAsync(string address, CancellationToken cancellation)
    {
        DemoOrigins.Fill(origins, address);
        await marking.MarkAsync(DemoOrigins.Origin(address, PortalEnvironment.Productie), cancellation);
        await data.EnsureAsync(cancellation);
    }
}
