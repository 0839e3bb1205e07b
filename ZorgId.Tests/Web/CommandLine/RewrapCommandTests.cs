using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using ZorgId.Core.Audit;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Core.Audit;
using ZorgId.Tests.Support;
using ZorgId.Web.Platform.Requests;

namespace ZorgId.Tests.Web.CommandLine;

/// <summary>Another certificate takes the place of the one that wraps the key ring: what that opens afterwards, and what stays as it is where something is wrong.</summary>
public sealed class RewrapCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("zorgid-test-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Rewrap_ThenTheNewAlone_OpensAllThatWasThere()
    {
        await using var first = await PortalServer.StartAsync();
        var phone = await first.SeedAdministratorAsync();
        var cookie = await first.LogInBrowserAsync(phone);
        var open = await first.OpenLoginAsync();
        IEnumerable<(string Key, string Value)> settings = [("Environments:productie:Origin", TestPortal.Productie), .. first.DatabaseSettings];
        var file = TestCertificate.Write(_folder, "new.pfx", RewrapScene.Password);
        var end = new ProgramEnd(-1, "", "");

        // The command has the machine's clock.
        await using var second = await first.RestartAsync(
            async () => end = await RewrapScene.RewrapAsync([.. settings, .. RewrapScene.Naming(file)], RewrapScene.OldOf(settings)),
            [.. RewrapScene.Naming(file), ("Audit:AcceptClock", "true")]);

        Assert.Equal((0, ""), (end.Exit, end.Errors));
        Assert.Matches($@"^1 of 1 keys were wrapped anew, and {file} opens all of them\. Audit head [0-9a-f-]{{36}}:\d+:[0-9a-f]{{64}}\.$", Assert.Single(end.Lines));
        // A login that stood open, with its secret; and the phone's PIN.
        Assert.True(SessionId.TryParse(open.Sid, out var sid));
        await second.AcceptAsync(phone, TestQr.Parse((await second.Get<ViewLogin>().ExecuteAsync(sid, Cancellation)).QrText!));
        var identity = await second.SendAsync("/mobile/v1/identity", phone.Unlock(TestPortal.Productie, await second.ChallengeAsync()));
        Assert.NotEmpty(await identity.MustJsonAsync());
        Assert.NotEmpty(await second.MustShowTypedCodeAsync(await second.OpenLoginAsync()));
        using (var browser = second.Client())
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, PagePaths.Overview) { Headers = { { "Cookie", cookie } } };
            Assert.Equal(System.Net.HttpStatusCode.OK, (await browser.SendAsync(request, Cancellation)).StatusCode);
        }

        Assert.Equal(0, (await second.TypeAsync(RewrapScene.Naming(file), "audit", "verify")).Exit);
    }

    [Fact]
    public async Task Rewrap_ThenTheOldAlone_IsRefused()
    {
        using var scene = await RewrapScene.StartAsync();

        Assert.Equal((0, ""), Told(await scene.RewrapAsync()));

        Assert.Equal((0, ""), Told(await RewrapScene.VerifyAsync(scene.NewSettings)));
        (await RewrapScene.VerifyAsync(scene.OldSettings)).MustComplain(1, Sql.IsPostgreSql
            ? $"The keys of this database cannot be opened with {scene.Old}: name the certificate that it was made with in Keys:Certificate."
            : "The keys of this database cannot be opened: put the .keys.pfx that it was made with back beside it.");
    }

    [Fact]
    public async Task Rewrap_Log_TellsWhoHowManyAndWhichCertificates()
    {
        using var scene = await RewrapScene.StartAsync();
        using var old = X509CertificateLoader.LoadPkcs12FromFile(scene.Old, password: null);
        using var current = X509CertificateLoader.LoadPkcs12FromFile(scene.New, RewrapScene.Password);

        await scene.RewrapAsync();

        var last = await scene.QueryAsync(db => db.AuditEntries.AsNoTracking().OrderByDescending(e => e.At).ThenByDescending(e => e.Id).FirstAsync(Cancellation));
        Assert.Equal(
            (AuditAction.KeysRewrapped, AuditParty.Operator, AuditClient.CommandLine, $"1 {old.Thumbprint} {current.Thumbprint}"),
            (last.Action, last.Party, last.Client!, last.Detail!));
    }

    [Fact]
    public async Task Rewrap_Again_LeavesAllAsItIsAndSaysSo()
    {
        using var scene = await RewrapScene.StartAsync();
        await scene.RewrapAsync();
        var before = await scene.ReadAsync();

        var end = await scene.RewrapAsync();

        Assert.Equal((0, ""), Told(end));
        Assert.StartsWith($"0 of 1 keys were wrapped anew, and {scene.New} opens all of them.", end.Output, StringComparison.Ordinal);
        Assert.Equivalent(before, await scene.ReadAsync(), strict: true);
    }

    [Fact]
    public async Task Rewrap_SomeAreSoAlready_WrapsTheOthersAndKeepsWhatRevokesThem()
    {
        using var scene = await RewrapScene.StartAsync();
        const string Revocation = """<revocation version="1"><revocationDate>2026-01-01T00:00:00Z</revocationDate><key id="2b3a5a1e-6d3f-4b5e-9f0a-6a2d9d8a7c11" /></revocation>""";
        var wrapped = Assert.Single((await scene.ReadAsync()).Ring);
        await scene.RewrapAsync();
        await scene.LayAsync(Renamed(wrapped));
        await scene.LayAsync(Revocation);
        var before = await scene.ReadAsync();

        var end = await scene.RewrapAsync();

        Assert.StartsWith("1 of 2 keys were wrapped anew", end.Output, StringComparison.Ordinal);
        var after = (await scene.ReadAsync()).Ring;
        Assert.Equal((before.Ring[0], Revocation), (after[0], after[2]));
        Assert.NotEqual(before.Ring[1], after[1]);
        Assert.Equal(0, (await RewrapScene.VerifyAsync(scene.NewSettings)).Exit);
    }

    [Fact]
    public async Task Rewrap_BackAgain_TakesTheOldOnesPassword()
    {
        using var scene = await RewrapScene.StartAsync();
        await scene.RewrapAsync();

        var end = await RewrapScene.RewrapAsync([.. scene.OldSettings, ("Keys:OldPassword", RewrapScene.Password)], scene.New);

        Assert.Equal((0, ""), Told(end));
        Assert.Equal((0, ""), Told(await RewrapScene.VerifyAsync(scene.OldSettings)));
    }

    [Fact]
    public async Task Rewrap_UnknownCertificate_ChangesNothing()
    {
        using var scene = await RewrapScene.StartAsync();
        var before = await scene.ReadAsync();
        var unknown = TestCertificate.Write(scene.Folder, "unknown.pfx");

        var end = await RewrapScene.RewrapAsync(scene.NewSettings, unknown);

        end.MustComplain(1, $"No key was wrapped anew: neither {unknown} nor {scene.New} opens the keys of this database.");
        Assert.Equivalent(before, await scene.ReadAsync(), strict: true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Rewrap_ForeignKeyInTheRing_ChangesNothing(bool isWrapped)
    {
        using var scene = await RewrapScene.StartAsync();
        var row = await scene.LayAsync(scene.MakeKey(isWrapped));
        var before = await scene.ReadAsync();

        var end = await scene.RewrapAsync();

        end.MustComplain(1, $"No key was wrapped anew: neither {scene.Old} nor {scene.New} opens the one in row {row} of DataProtectionKeys.");
        Assert.Equivalent(before, await scene.ReadAsync(), strict: true);
    }

    [Fact]
    public async Task Rewrap_WriteThatFails_ChangesNothing()
    {
        using var scene = await RewrapScene.StartAsync();
        // The log's guard will refuse the entry, which is written with the keys.
        await scene.QueryAsync(async db =>
        {
            await db.TamperAsync("UPDATE AuditHeads SET Size = Size + 1");
            return 0;
        });
        var before = await scene.ReadAsync();

        var end = await scene.RewrapAsync();

        Assert.Equal((1, ""), (end.Exit, end.Output));
        Assert.Contains("an audit leaf of an entry stands behind the last leaf", Assert.Single(end.Errors.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.Equivalent(before, await scene.ReadAsync(), strict: true);
    }

    [Fact]
    [Trait("Database", "PostgreSQL")]
    public async Task Rewrap_KilledInTheMiddle_ChangesNothingAndIsGivenAgain()
    {
        using var scene = await RewrapScene.StartAsync();
        var second = await scene.LayAsync(Renamed(Assert.Single((await scene.ReadAsync()).Ring)));
        var before = await scene.ReadAsync();
        await using (var holder = new NpgsqlConnection(scene.Source.ConnectionString + ";Pooling=False"))
        {
            await holder.OpenAsync(Cancellation);
            // The command stands between the first key and the second.
            await using var hold = new NpgsqlCommand("""BEGIN; SELECT 1 FROM "DataProtectionKeys" WHERE "Id" = """ + second + " FOR UPDATE;", holder);
            await hold.ExecuteNonQueryAsync(Cancellation);
            using var command = ServingProgram.Begin(PortalProgram.Describe(scene.NewSettings, "keys", "rewrap", "--old", scene.Old));
            await Until.IsAsync(() => IsWaitingAsync(scene), () => $"It never waits: {command.Output}", TimeSpan.FromMilliseconds(5));
            command.Kill();
            await command.EndAsync();
        }

        Assert.Equivalent(before, await scene.ReadAsync(), strict: true);
        Assert.Equal((0, ""), Told(await RewrapScene.VerifyAsync(scene.OldSettings)));
        Assert.StartsWith("2 of 2 keys", (await scene.RewrapAsync()).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rewrap_BesideARunningServer_IsRefused()
    {
        await using var server = await PortalServer.StartAsync();
        using var scene = await RewrapScene.StartAsync();
        if (Sql.IsPostgreSql)
            await Until.IsAsync(() => Task.FromResult(server.Get<ZorgId.Core.Persistence.PostgreSql.PostgreSqlNotifications>().IsListening), () => "It never listens.");

        var end = await RewrapScene.RewrapAsync([.. scene.OldSettings, .. server.DatabaseSettings, .. RewrapScene.Naming(scene.New)], RewrapScene.OldOf(server.DatabaseSettings));

        Assert.Equal((1, ""), (end.Exit, end.Output));
        Assert.Matches(
            Sql.IsPostgreSql ? @"^A node serves this database from \S+: stop every node before a rewrap\.$" : "portal.db is in use: stop the server, and whatever command works with it, before a rewrap\\.$",
            end.Errors.TrimEnd());
    }

    [Fact]
    [Trait("Database", "SQLite")]
    public async Task Rewrap_DatabaseWithoutKeys_SaysSo()
    {
        using var database = await SqliteTestDatabase.CreateAsync();
        using var scene = await RewrapScene.StartAsync();

        var end = await RewrapScene.RewrapAsync([.. scene.NewSettings, .. database.Settings], database.Path + ".keys.pfx");

        end.MustComplain(1, "No key was wrapped anew: this database has none yet, and its first is wrapped with the certificate that the server starts with.");
    }

    [Fact]
    [Trait("Database", "SQLite")]
    public async Task Rewrap_NewOneInThePlaceBesideTheDatabase_IsTaken()
    {
        using var scene = await RewrapScene.StartAsync();
        var old = Path.Combine(scene.Folder.FullName, "old.pfx");
        File.Move(scene.Old, old);
        File.Move(TestCertificate.Write(scene.Folder, "beside.pfx"), scene.Old);

        Assert.Equal((0, ""), Told(await RewrapScene.RewrapAsync(scene.OldSettings, old)));

        Assert.Equal((0, ""), Told(await RewrapScene.VerifyAsync(scene.OldSettings)));
    }

    [Fact]
    public async Task Rewrap_OldWrapping_IsGoneFromTheDatabasesFiles()
    {
        using var scene = await RewrapScene.StartAsync();
        var wrapped = XElement.Parse(Assert.Single((await scene.ReadAsync()).Ring)).Descendants().Last(e => e.Name.LocalName == "CipherValue").Value;
        var file = await FileOfTheRingAsync(scene);

        // With a pool, as the command has it: no connection is closed that would clean up behind itself.
        await RewrapScene.RewrapAsync([.. scene.NewSettings, ("ConnectionStrings:Portal", scene.Source.ConnectionString)], scene.Old);

        if (Sql.IsPostgreSql)
        {
            // Other files, of which the old row was never in.
            Assert.NotEqual(file, await FileOfTheRingAsync(scene));
            return;
        }

        Assert.All(
            Directory.GetFiles(Path.GetDirectoryName(scene.Old)!, "portal.db*"),
            f => Assert.DoesNotContain(wrapped[..40], Read(f), StringComparison.Ordinal));

        static string Read(string file)
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            return reader.ReadToEnd();
        }
    }

    [Fact]
    [Trait("Database", "SQLite")]
    public async Task Restore_OfABackupFromBefore_TakesTheOldCertificateAndAnotherRewrap()
    {
        using var scene = await RewrapScene.StartAsync();
        var backup = Path.Combine(scene.Folder.FullName, "backup.db");
        Assert.Equal((0, ""), Told(await PortalProgram.RunHereAsync(scene.OldSettings, "backup", backup)));
        await scene.RewrapAsync();

        // Its signature is good by Keys:Previous; its keys are another matter.
        var early = await RestoreAsync([.. scene.NewSettings, ("Keys:Previous", PublicPartOf(scene))]);
        early.MustComplain(1, $"{backup} is not restored: {scene.New} does not open its keys; put the one that it was made with there.");
        Assert.Equal((0, ""), Told(await RestoreAsync(scene.OldSettings)));
        Assert.StartsWith("1 of 1 keys", (await scene.RewrapAsync()).Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), Told(await RewrapScene.VerifyAsync(scene.NewSettings)));

        Task<ProgramEnd> RestoreAsync(IEnumerable<(string Key, string Value)> settings) => PortalProgram.RunHereAsync(settings, "restore", backup);
    }

    [Fact]
    public async Task Rewrap_WrongInput_IsOneSentenceAndExit2()
    {
        using var scene = await RewrapScene.StartAsync();
        var before = await scene.ReadAsync();
        var (missing, text, locked) = (Path.Combine(scene.Folder.FullName, "no\u001b[2J.pfx"), Path.Combine(scene.Folder.FullName, "text.pfx"), TestCertificate.Write(scene.Folder, "locked.pfx", RewrapScene.Password));
        await File.WriteAllTextAsync(text, "no certificate", Cancellation);

        await MustComplainAsync(missing, $"--old names {missing.Replace("\u001b", "\\u001b", StringComparison.Ordinal)}, which is not there.");
        await MustComplainAsync(text, $"--old names {text}, which is no PFX file, or Keys:OldPassword is not its password.");
        await MustComplainAsync(locked, $"--old names {locked}, which is no PFX file, or Keys:OldPassword is not its password.");
        await MustComplainAsync(
            scene.New, $"--old names {scene.New}, which is the certificate of {scene.New} too: let Keys:Certificate name the new one.", ("Keys:OldPassword", RewrapScene.Password));
        Assert.Equivalent(before, await scene.ReadAsync(), strict: true);

        async Task MustComplainAsync(string old, string sentence, params IEnumerable<(string Key, string Value)> settings) =>
            (await RewrapScene.RewrapAsync([.. scene.NewSettings, ("Keys:OldPassword", "another-secret"), .. settings], old)).MustComplain(2, sentence);
    }

    [Fact]
    [Trait("Stores", "nothing")]
    public async Task Help_OfRewrap_TellsWhatItNeedsAndWhatItCannotDo()
    {
        var end = await PortalProgram.RunHereAsync([], "keys", "rewrap", "--help");

        Assert.Equal((0, ""), (end.Exit, end.Errors));
        Assert.All(["--old", "Keys__OldPassword", "The keys stay the same"], part => Assert.Contains(part, end.Output, StringComparison.Ordinal));
    }

    private static (int Exit, string Errors) Told(ProgramEnd end) => (end.Exit, end.Errors);

    /// <summary>The same key under another name.</summary>
    private static string Renamed(string key) => key.Replace(XElement.Parse(key).Attribute("id")!.Value, $"{Guid.NewGuid()}", StringComparison.Ordinal);

    private static string PublicPartOf(RewrapScene scene)
    {
        using var old = X509CertificateLoader.LoadPkcs12FromFile(scene.Old, password: null);
        var file = Path.Combine(scene.Folder.FullName, "old.crt");
        File.WriteAllText(file, old.ExportCertificatePem());
        return file;
    }

    private static Task<string> FileOfTheRingAsync(RewrapScene scene) => Sql.IsPostgreSql
        ? scene.QueryAsync(db => db.Database.SqlQuery<string>($"""SELECT pg_relation_filepath('"DataProtectionKeys"') AS "Value" """).SingleAsync(Cancellation))
        : Task.FromResult("");

    // A transaction sees for ever what it saw first, so the holder does not ask.
    private static Task<bool> IsWaitingAsync(RewrapScene scene) => scene.QueryAsync(db => db.Database
        .SqlQuery<bool>($"""SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock') AS "Value" """).SingleAsync(Cancellation));
}
