using ZorgId.Core.Audit;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Web.CommandLine;

/// <summary><c>audit prove</c> beside a server, and <c>audit check</c> without one.</summary>
public sealed class AuditProofCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("zorgid-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ProveAndCheck_Entry_TellsWhatIsProvenAndByWhichLog()
    {
        await using var server = await PortalServer.StartAsync();
        await server.AddAdministratorAsync();
        var key = server.Get<AuditSigningKey>().Verifier;
        var log = await server.NumberedLogAsync();

        var (exit, proof, errors) = await server.TypeAsync("audit", "prove", "2");
        Assert.Equal((0, ""), (exit, errors));
        var file = await WriteAsync(proof + "\n");

        // No settings: nothing but the file and the key.
        var end = await PortalProgram.RunHereAsync([], "audit", "check", file, "--key", $"{key}");
        var entry = log[2].Entry;
        Assert.Equal((0, ""), (end.Exit, end.Errors));
        Assert.StartsWith(
            $"Entry 2 of the {log.Count} that {key.Name} had is proven: at {entry.At:yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'} {entry.Action} ({entry.Outcome}) by {entry.Party}, environment Productie",
            end.Output,
            StringComparison.Ordinal);
        Assert.EndsWith($"; its id is {entry.Id:D}.\n", end.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_ProofOfAnotherEntryOrAnotherKey_ProvesNothing()
    {
        await using var server = await PortalServer.StartAsync();
        await using var other = await PortalServer.StartAsync();
        await server.AddAdministratorAsync();
        var key = server.Get<AuditSigningKey>().Verifier;
        var (one, two) = ((await server.TypeAsync("audit", "prove", "1")).Output, (await server.TypeAsync("audit", "prove", "2")).Output);
        var extra = one.Split('\n')[1];
        var file = await WriteAsync(two.Replace(two.Split('\n')[1], extra, StringComparison.Ordinal) + "\n");

        (await PortalProgram.RunHereAsync([], "audit", "check", file, "--key", $"{key}"))
            .MustComplain(3, $"{file} proves nothing: the entry in it is not the one at that place of the log.");
        (await PortalProgram.RunHereAsync([], "audit", "check", file, "--key", $"{other.Get<AuditSigningKey>().Verifier}"))
            .MustComplain(3, $"{file} proves nothing: its checkpoint is not signed with this key.");
    }

    [Fact]
    public async Task ProveAndCheck_WrongInput_IsOneSentence()
    {
        await using var server = await PortalServer.StartAsync();
        await server.AddAdministratorAsync();
        var key = $"{server.Get<AuditSigningKey>().Verifier}";
        var (file, missing) = (await WriteAsync("no proof"), Path.Combine(_folder.FullName, "missing"));

        Assert.Equal((2, "", "Entry 99 is not in the log."), await server.TypeAsync("audit", "prove", "99"));
        (await PortalProgram.RunHereAsync([], "audit", "check", file, "--key", key)).MustComplain(2, $"{file} is no proof of an entry.");
        (await PortalProgram.RunHereAsync([], "audit", "check", file, "--key", "key"))
            .MustComplain(2, "--key is no public key of a log: give it as the server's output tells it, in one piece.");
        var end = await PortalProgram.RunHereAsync([], "audit", "check", missing, "--key", key);
        Assert.Equal((2, ""), (end.Exit, end.Output));
        Assert.StartsWith($"{missing} cannot be read: ", end.Errors, StringComparison.Ordinal);

        await server.ExecuteAsync(Sql.DropTrigger("AuditEntries", "Update") + $"UPDATE AuditEntries SET Detail = 'x' WHERE {Sql.Entry(2)};");
        Assert.Equal(
            (3, "", "Entry 2 cannot be proven, because it or the log around it is not as it was written: give audit verify."),
            await server.TypeAsync("audit", "prove", "2"));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<string> WriteAsync(string text)
    {
        var file = Path.Combine(_folder.FullName, "entry.proof");
        await File.WriteAllTextAsync(file, text, Cancellation);
        return file;
    }
}
