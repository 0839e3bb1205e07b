using System.CommandLine;
using QRCoder;
using ZorgId.Core;
using ZorgId.Core.Sessions;

namespace ZorgId.Web.Hosting.CommandLine;

/// <summary>Carries out <c>administrator add</c>, beside a running server or without one, with the server's settings.</summary>
internal static class AddAdministrator
{
    public static async Task<int> RunAsync(NewAdministrator wanted, InvocationConfiguration console, CancellationToken cancellation)
    {
        var exit = 0;
        var failure = await Startup.GuardAsync(async () => exit = await AddAsync(wanted, console, cancellation), console.Error);
        return failure == 0 ? exit : failure;
    }

    private static async Task<int> AddAsync(NewAdministrator wanted, InvocationConfiguration console, CancellationToken cancellation)
    {
        using var host = await OpenAsync(cancellation);
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

    private static async Task<IHost> OpenAsync(CancellationToken cancellation)
    {
        var builder = PortalHost.CreateBuilder([]);
        // What a script reads is on stdout, and nothing else is.
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning);
        var settings = PortalSettings.Read(builder.Configuration, builder.Environment);
        builder.Services.AddPortalCore(settings);
        var host = builder.Build();
        await host.PrepareDatabaseAsync();
        if (settings.IsDemo)
        {
            // A running demo has noted its address; before the first run, it is the one that it will have.
            var marking = host.Services.GetRequiredService<DemoMarking>();
            var address = await marking.FindAddressAsync(cancellation) ?? PortalHost.DefaultAddress;
            await marking.MarkAsync(address, cancellation);
            DemoOrigins.Fill(host.Services.GetRequiredService<PortalOrigins>(), address);
        }

        return host;
    }

    internal static string Explain(AdministratorFault? fault) => fault switch
    {
        AdministratorFault.OtherEnvironment => "This person has an account in the other environment, and can have one account only.",
        AdministratorFault.Blocked => "The account of this person is blocked.",
        AdministratorFault.OtherOrganisationName => "This URA number belongs to an organisation of another name.",
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}
