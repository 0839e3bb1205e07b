using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.DependencyInjection;
using ZorgId.Tests.Support;
using ZorgId.Web.Platform.Circuits;

namespace ZorgId.Tests.Web.Portal;

/// <summary>What a page asks about its connection is what the framework told.</summary>
public sealed class CircuitLinkTests(PortalServer server) : IClassFixture<PortalServer>
{
    [Fact]
    public async Task Link_OfACircuit_IsTheOneThatHearsOfItsConnection()
    {
        await using var circuit = server.Services.CreateAsyncScope();
        await using var other = server.Services.CreateAsyncScope();

        foreach (var handler in circuit.ServiceProvider.GetServices<CircuitHandler>())
            await handler.OnConnectionDownAsync(null!, TestContext.Current.CancellationToken);

        Assert.True(circuit.ServiceProvider.GetRequiredService<CircuitLink>().IsDown);
        Assert.False(other.ServiceProvider.GetRequiredService<CircuitLink>().IsDown);
    }
}
