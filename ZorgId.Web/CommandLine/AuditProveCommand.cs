using System.CommandLine;
using ZorgId.Core.Audit;
using ZorgId.Web.Platform;
using ZorgId.Web.Platform.Settings;

namespace ZorgId.Web.CommandLine;

/// <summary><c>audit prove</c>: makes a proof of one entry, for somebody who has neither the database nor a reason to believe us.</summary>
internal static class AuditProveCommand
{
    public static Command Create(CommandHost host)
    {
        var entry = new Argument<string>("ENTRY") { Description = "The number of the entry, or its id." };
        var prove = new Command(
            "prove",
            "Writes a proof that an entry stands in the log, for \"audit check\". It holds all that the entry says, and nothing of others. "
            + "Exits with 2 where there is no such entry, and with 3 where it cannot be proven.")
        {
            entry,
        };
        prove.SetAction((parsed, cancellation) => host.RunAsync(
            DatabaseUse.Read,
            parsed.InvocationConfiguration,
            portal => ProveAsync(portal, parsed.GetRequiredValue(entry), parsed.InvocationConfiguration, cancellation)));
        return prove;
    }

    private static async Task<int> ProveAsync(IHost host, string entry, InvocationConfiguration console, CancellationToken cancellation)
    {
        if (host.Services.GetRequiredService<PortalSettings>().IsDemo)
        {
            var address = await host.Services.GetRequiredService<DemoMarking>().FindAddressAsync(cancellation) ?? CoreHost.DefaultAddress;
            DemoOrigins.Fill(host.Services.GetRequiredService<PortalOrigins>(), address);
        }

        var result = await host.Services.GetRequiredService<ProveEntry>().ExecuteAsync(entry, cancellation);
        if (result.Proof is { } proof)
        {
            await console.Output.WriteAsync($"{proof}");
            return 0;
        }

        var (exit, why) = result.Refusal switch
        {
            ProofRefusal.Unknown => (Startup.Refused, "is not in the log"),
            ProofRefusal.Pruned => (Startup.Refused, "was pruned: the log still holds its hash, but nothing of what it said"),
            ProofRefusal.Unsealed => (AuditCommand.Broken, "has no place in the log, and cannot get one"),
            ProofRefusal.Changed => (
                AuditCommand.Broken, "cannot be proven, because it or the log around it is not as it was written: give audit verify"),
            _ => throw new InvalidOperationException($"{result.Refusal}"),
        };
        await console.Error.WriteLineAsync($"Entry {entry} {why}.");
        return exit;
    }
}
