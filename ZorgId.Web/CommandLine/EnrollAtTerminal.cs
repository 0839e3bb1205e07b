using System.CommandLine;
using ZorgId.Core.Changes;
using ZorgId.Core.QrSessions;
using ZorgId.Core.Users;
using ZorgId.Web.Platform;
using ZorgId.Web.Platform.Settings;

namespace ZorgId.Web.CommandLine;

/// <summary>Carries out <c>administrator add</c>, beside a running server or without one, with the server's settings.</summary>
internal static class EnrollAtTerminal
{
    /// <param name="mayWait">Whether to wait for the phone, where a person looks on.</param>
    public static Task<int> RunAsync(
        CommandHost host,
        NewAdministrator wanted,
        bool mayWait,
        InvocationConfiguration console,
        CancellationToken cancellation) =>
        host.RunAsync(DatabaseUse.Make, console, portal => AddAsync(portal, wanted, host.Terminal, mayWait, console, cancellation));

    private static async Task<int> AddAsync(
        IHost host,
        NewAdministrator wanted,
        Terminal terminal,
        bool mayWait,
        InvocationConfiguration console,
        CancellationToken cancellation)
    {
        if (host.Services.GetRequiredService<PortalSettings>().IsDemo)
            await UseDemoAddressAsync(host, cancellation);
        var origins = host.Services.GetRequiredService<PortalOrigins>();
        if (!origins.All.ContainsKey(wanted.Environment))
        {
            await console.Error.WriteLineAsync(
                $"This portal does not serve {wanted.Environment.WireName()}; "
                + $"Environments:{wanted.Environment.WireName()}:Origin is not set.");
            return Startup.Refused;
        }

        var result = await host.Services.GetRequiredService<AddAdministrator>().ExecuteAsync(wanted, cancellation);
        if (result.Opened is not { } opened)
        {
            await console.Error.WriteLineAsync(Explain(result.Fault));
            return Startup.Refused;
        }

        var view = host.Services.GetRequiredService<ViewEnrollment>();
        var until = (await view.ExecuteAsync(opened.Sid, cancellation)).ExpiresAt;
        await TellAsync(wanted, host.Services.GetRequiredService<TimeProvider>().Left(until), until, console.Error);
        var qr = TerminalQr.Draw(opened.QrText, terminal.ShowsBlocks);
        foreach (var row in qr.ReplaceLineEndings("\n").Split('\n'))
            await console.Output.WriteLineAsync(row);
        await console.Output.WriteLineAsync(opened.QrText);
        if (TerminalQr.WidthOf(qr) is var width && terminal.Width < width)
        {
            await console.Error.WriteLineAsync(
                $"This terminal is too narrow for the QR: make it {width} columns wide, and give the command again.");
        }

        return terminal.IsThere && mayWait
            ? await new EnrollmentWatch(view, host.Services.GetRequiredService<IChangeNotifier>(), console.Output)
                .RunAsync(opened.Sid, until.ToDutch(), cancellation)
            : 0;
    }

    // These lines are for a person. They go to stderr, so that a script finds only the QR and its text on stdout.
    private static async Task TellAsync(NewAdministrator wanted, TimeSpan left, DateTime until, TextWriter words)
    {
        await words.WriteLineAsync(
            $"For {wanted.Person.FullName}, born on {wanted.Person.BirthDate.ToDutch()} in {wanted.Person.BirthPlace}.");
        await words.WriteLineAsync($"Administrator of {wanted.OrganisationName} (URA {wanted.Ura}) in {wanted.Environment.WireName()}.");
        var time = left.TotalMinutes > 1
            ? $"{Math.Ceiling(left.TotalMinutes):F0} minutes"
            : $"{Math.Ceiling(left.TotalSeconds):F0} seconds";
        await words.WriteLineAsync($"One phone can use this QR, once, for {time}: until {until.ToDutch()} in the Netherlands.");
    }

    // A running demo has stored its address. Before its first run, the default address is the one that it will have.
    private static async Task UseDemoAddressAsync(IHost host, CancellationToken cancellation)
    {
        var marking = host.Services.GetRequiredService<DemoMarking>();
        var address = await marking.FindAddressAsync(cancellation) ?? CoreHost.DefaultAddress;
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
