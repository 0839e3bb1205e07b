using System.CommandLine;
using QRCoder;
using ZorgId.Core;
using ZorgId.Core.Sessions;
using ZorgId.Web.Demo;

namespace ZorgId.Web.Hosting.CommandLine;

/// <summary>Carries out <c>administrator add</c>, beside a running server or without one, with the server's settings.</summary>
internal static class AddAdministrator
{
    public static Task<int> RunAsync(CommandHost host, NewAdministrator wanted, InvocationConfiguration console, CancellationToken cancellation) =>
        host.RunAsync(mayMakeDatabase: true, console, portal => AddAsync(portal, wanted, console, cancellation));

    private static async Task<int> AddAsync(IHost host, NewAdministrator wanted, InvocationConfiguration console, CancellationToken cancellation)
    {
        if (host.Services.GetRequiredService<PortalSettings>().IsDemo)
            await UseDemoAddressAsync(host, cancellation);
        var origins = host.Services.GetRequiredService<PortalOrigins>();
        if (!origins.All.ContainsKey(wanted.Environment))
        {
            await console.Error.WriteLineAsync($"This portal does not serve {wanted.Environment.WireName()}; Environments:{wanted.Environment.WireName()}:Origin is not set.");
            return PortalCommands.WrongInput;
        }

        var result = await host.Services.GetRequiredService<EnrollAdministrator>().ExecuteAsync(wanted, cancellation);
        if (result.Opened is not { } opened)
        {
            await console.Error.WriteLineAsync(Explain(result.Fault));
            return PortalCommands.WrongInput;
        }

        using var qr = QRCodeGenerator.GenerateQrCode(opened.QrText, QRCodeGenerator.ECCLevel.L);
        await console.Output.WriteLineAsync(new AsciiQRCode(qr).GetGraphicSmall());
        await console.Output.WriteLineAsync(opened.QrText);
        return 0;
    }

    // A running demo has noted its address; before the first run, it is the one that it will have.
    private static async Task UseDemoAddressAsync(IHost host, CancellationToken cancellation)
    {
        var marking = host.Services.GetRequiredService<DemoMarking>();
        var address = await marking.FindAddressAsync(cancellation) ?? PortalHost.DefaultAddress;
        await marking.MarkAsync(address, cancellation);
        DemoOrigins.Fill(host.Services.GetRequiredService<PortalOrigins>(), address);
    }

    internal static string Explain(AdministratorFault? fault) => fault switch
    {
        AdministratorFault.OtherEnvironment => "This person has an account in the other environment, and can have one account only.",
        AdministratorFault.Blocked => "The account of this person is blocked.",
        AdministratorFault.OtherOrganisationName => "This URA number belongs to an organisation of another name.",
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}
