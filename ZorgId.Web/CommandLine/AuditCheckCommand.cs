using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ZorgId.Core.Audit;
using ZorgId.Core.Audit.Tree;
using ZorgId.Web.Platform;

namespace ZorgId.Web.CommandLine;

/// <summary><c>audit check</c>: checks what <c>audit prove</c> has written. It uses no database and no settings.</summary>
internal static class AuditCheckCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "What \"audit prove\" has written." };
        var key = new Option<NoteVerifier>("--key")
        {
            Description = "The public key of the log, as the server's output or /log/v1/key tells it.",
            HelpName = "vkey",
            Required = true,
            CustomParser = ParseKey,
        };
        var check = new Command(
            "check",
            "Checks a proof of an entry, without the database. Says which entry it proves and exits with 0; or says why it proves "
            + "nothing, and exits with 3.")
        {
            file, key,
        };
        check.SetAction((parsed, cancellation) => CheckAsync(
            parsed.GetRequiredValue(file), parsed.GetRequiredValue(key), parsed.InvocationConfiguration, cancellation));
        return check;
    }

    private static async Task<int> CheckAsync(
        string file, NoteVerifier key, InvocationConfiguration console, CancellationToken cancellation)
    {
        byte[]? octets;
        try
        {
            octets = await ReadAsync(file, cancellation);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await console.Error.WriteLineAsync($"{file} cannot be read: {exception.Message}");
            return Startup.Refused;
        }

        if (octets is null || !TlogProof.TryParse(octets, out var proof) || proof.Extra is null)
        {
            await console.Error.WriteLineAsync($"{file} is no proof of an entry.");
            return Startup.Refused;
        }

        if (FindFault(proof, key) is { } fault)
        {
            await console.Error.WriteLineAsync($"{file} proves nothing: {fault}.");
            return AuditCommand.Broken;
        }

        await console.Output.WriteLineAsync(Tell(proof));
        return 0;
    }

    /// <returns>Null where there is more than a proof can have.</returns>
    private static async Task<byte[]?> ReadAsync(string file, CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(file);
        var octets = new byte[TlogProof.MaxLength + 1];
        var count = await stream.ReadAtLeastAsync(octets, octets.Length, throwOnEndOfStream: false, cancellation);
        return count == octets.Length ? null : octets[..count];
    }

    private static string? FindFault(TlogProof proof, NoteVerifier key) => proof.Check(proof.Extra, key) switch
    {
        TlogProofVerdict.NotSigned => "its checkpoint is not signed with this key",
        TlogProofVerdict.OtherLog => "its checkpoint is not one of this key's log",
        TlogProofVerdict.NotIncluded => "the entry in it is not the one at that place of the log",
        TlogProofVerdict.Included when !ProvenEntry.TryRead(proof.Extra, out _) => "this program cannot read the entry in it",
        _ => null,
    };

    private static string Tell(TlogProof proof)
    {
        if (!Checkpoint.TryParse(proof.SignedCheckpoint.Text, out var head) || !ProvenEntry.TryRead(proof.Extra, out var entry))
            throw new InvalidOperationException("Both were checked.");
        (string Name, string? Value)[] fields =
        [
            ("environment", entry.Environment), ("actor", entry.Actor), ("on behalf of", entry.OnBehalfOf), ("subject", entry.Subject),
            ("organisation", entry.Organisation), ("client", entry.Client), ("session", entry.SessionId), ("detail", entry.Detail),
        ];
        var told = string.Concat(fields.Where(f => f.Value is not null).Select(f => $", {f.Name} {f.Value}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Entry {proof.Index} of the {head.Size} that {head.Origin} had is proven: at {entry.At} {entry.Action} ({entry.Outcome}) "
            + $"by {entry.Party}{told}; its id is {entry.Id}.");
    }

    private static NoteVerifier? ParseKey(ArgumentResult result)
    {
        if (NoteVerifier.TryParse(result.Tokens[0].Value, out var key))
            return key;
        result.AddError("--key is no public key of a log: give it as the server's output tells it, in one piece.");
        return null;
    }
}
