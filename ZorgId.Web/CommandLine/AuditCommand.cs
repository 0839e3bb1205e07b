using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ZorgId.Core.Audit;

namespace ZorgId.Web.CommandLine;

/// <summary>
/// <c>audit</c> with <c>verify</c>, <c>prune</c>, <c>prove</c> and <c>check</c>, for people who must be able to rely on the log.
/// </summary>
internal static class AuditCommand
{
    /// <summary>The exit code that says that the log is no longer what was written.</summary>
    public const int Broken = 3;

    private static readonly Option<AuditMark?> Head = CreateHead(
        "A head that was kept elsewhere, as an \"Audit head\" line of the server's output tells it: the log must still hold that entry. "
        + "Without it, a database that was put back to an older copy as a whole is not noticed.");

    public static Command Create(CommandHost host)
    {
        var verify = new Command(
            "verify",
            "Proves that no entry was changed, taken away, put in or moved. Prints the count and the head, and exits with 0; "
            + "or names the first broken entry, and exits with 3.")
        {
            Head,
        };
        verify.SetAction((parsed, cancellation) => host.RunAsync(
            DatabaseUse.Read,
            parsed.InvocationConfiguration,
            portal => VerifyAsync(portal, parsed.GetValue(Head), parsed.InvocationConfiguration, cancellation)));

        var prune = new Command(
            "prune",
            "Takes away the entries that are older than Audit:Retention (five years, if not set), after proving the log, and leaves a "
            + "signed anchor, so that the rest can be proven. A broken log is left as it is. Works beside a running server.");
        prune.SetAction((parsed, cancellation) => host.RunAsync(
            DatabaseUse.Write, parsed.InvocationConfiguration, portal => PruneAsync(portal, parsed.InvocationConfiguration, cancellation)));
        return new Command("audit", "Proves and prunes the log, and proves single entries of it to others.")
        {
            verify, prune, AuditProveCommand.Create(host), AuditCheckCommand.Create(),
        };
    }

    private static async Task<int> VerifyAsync(IHost host, AuditMark? mark, InvocationConfiguration console, CancellationToken cancellation)
    {
        var verdict = await host.Services.GetRequiredService<VerifyAudit>().ExecuteAsync(mark, cancellation);
        if (verdict.Fault is not null)
            return await TellBrokenAsync(verdict, console);
        var key = host.Services.GetRequiredService<AuditSecret>().Fingerprint;
        await console.Output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{verdict.Count} entries, from {verdict.First} on, are unbroken. Audit head {verdict.Head}, key {key}."));
        return 0;
    }

    private static async Task<int> PruneAsync(IHost host, InvocationConfiguration console, CancellationToken cancellation)
    {
        var result = await host.Services.GetRequiredService<PruneAudit>().ExecuteAsync(cancellation);
        if (result.Broken is { } broken)
            return await TellBrokenAsync(broken, console);
        await console.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{result.Count} entries were pruned."));
        return 0;
    }

    /// <returns>The exit code.</returns>
    internal static async Task<int> TellBrokenAsync(AuditVerdict verdict, InvocationConfiguration console)
    {
        await console.Error.WriteLineAsync(Explain(verdict));
        return Broken;
    }

    /// <exception cref="InvalidDataException">The log is no longer what was written.</exception>
    internal static void MustHold(AuditVerdict verdict)
    {
        if (verdict.Fault is not null)
            throw new InvalidDataException($"the log is broken. {Explain(verdict)}");
    }

    /// <summary>What is wrong with a log, in a sentence, and its head.</summary>
    internal static string Explain(AuditVerdict verdict) =>
        string.Create(CultureInfo.InvariantCulture, $"Entry {verdict.BrokenAt} {Explain(verdict.Fault)}. Audit head {verdict.Head}.");

    private static string Explain(AuditFault? fault) => fault switch
    {
        AuditFault.Changed => "is not as it was written, or not where it was written",
        AuditFault.Missing => "is missing, though later ones are there",
        AuditFault.CutOff => "is missing, and whatever came after it: the log's end was cut off",
        AuditFault.HeadDiffers => "is not what the log's head tells of",
        AuditFault.Unsealed => "is not there, though an entry was written that has no place in the log and cannot get one",
        AuditFault.AnchorForged => "is said to have been pruned by an anchor that was not signed with the log's key",
        AuditFault.CheckpointDiffers =>
            "is not the one that a published checkpoint tells of, or that checkpoint was not signed with the log's key",
        AuditFault.MarkDiffers => "is not the one that --head tells of: the log was rolled back or made anew",
        AuditFault.MarkReplaced =>
            "tells of a restore: --head is of entries that were written before it, after the copy was made, and were replaced by it",
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };

    /// <summary>An option that is a head, as the server's output tells it.</summary>
    internal static Option<AuditMark?> CreateHead(string description, string name = "--head") =>
        new(name) { Description = description, HelpName = "log:size:root", CustomParser = argument => ParseHead(argument, name) };

    private static AuditMark? ParseHead(ArgumentResult result, string name)
    {
        if (AuditMark.TryParse(result.Tokens[0].Value, out var mark))
            return mark;
        result.AddError($"{name} is '{result.Tokens[0].Value}', and is no head: give it as the server's output tells it, in one piece.");
        return null;
    }
}
