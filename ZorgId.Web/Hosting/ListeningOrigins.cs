using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using ZorgId.Web.Demo;
using ZorgId.Web.Platform.Requests;

namespace ZorgId.Web.Hosting;

/// <summary>Once the server listens, a demo stores its address, and the operator is told at which address the portal is.</summary>
/// <param name="demo">Null where the portal is no demo.</param>
public sealed class ListeningOrigins(IServer server, PortalOrigins origins, DemoStart? demo = null) : IHostedLifecycleService
{
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        if (demo is not null && address is not null)
        {
            await demo.ExecuteAsync(address, cancellationToken);
            Console.WriteLine($"ZORG-ID Portaal (demo): {origins[PortalEnvironment.Productie]}{PagePaths.Demo}");
            return;
        }

        foreach (var origin in origins.All.Values)
            Console.WriteLine($"ZORG-ID Portaal: {origin}{PagePaths.Start}");
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
