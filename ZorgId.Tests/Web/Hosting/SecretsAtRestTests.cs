using System.Buffers.Text;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using ZorgId.Core.Keys;
using ZorgId.Core.Phones;
using ZorgId.Core.PortalSessions;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Web.Hosting;

/// <summary>What a thief of the database, of its files, of a backup or of the operator's log can read in it.</summary>
public sealed class SecretsAtRestTests : IAsyncLifetime
{
    private const string WrongPin = "11223";
    private const string LogFile = "the operator's log";

    // Steps of a login code: all that its session shows, and more.
    private const int Steps = 100;

    private readonly Dictionary<string, byte[]> _secrets = [];
    private PortalServer _server = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // The log is written as fully as an operator can have it.
    public async ValueTask InitializeAsync() => _server = await PortalServer.StartAsync(
        ("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft.AspNetCore", "Trace"), ("Logging:LogLevel:Microsoft.EntityFrameworkCore", "Trace"));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Files_AfterEnrollmentWrongPinAndLogin_HoldNoSecretInClear()
    {
        var phone = await EnrollAsync();
        var (sid, nonce) = await LogInAsync(phone);
        await UnlockAsync(phone);
        await TypeAsync(phone);
        await KeepKeysAsync();

        foreach (var (file, content) in await ReadFilesAsync())
        {
            Assert.NotEmpty(content);
            Assert.All(_secrets, secret => Assert.False(Holds(content, secret.Value), $"{secret.Key} stands in {file}."));
        }

        // The same look finds what stands there in clear: the session's name, and the nonce of its claim, which is no secret.
        var all = (await ReadFilesAsync()).Where(f => f.File != LogFile).SelectMany(f => f.Content).ToArray();
        Assert.True(Holds(all, Encoding.ASCII.GetBytes(sid)));
        Assert.True(Holds(all, Encoding.ASCII.GetBytes(nonce)));
        Assert.True(_secrets.Count > 2 * Steps);
    }

    [Fact]
    public async Task KeyRing_InTheDatabase_IsEncrypted()
    {
        await EnrollAsync();

        var keys = await _server.QueryAsync(db => db.DataProtectionKeys.Select(k => k.Xml!).ToListAsync(Cancellation));

        Assert.NotEmpty(keys);
        Assert.All(keys, xml =>
        {
            Assert.Contains("<encryptedSecret", xml, StringComparison.Ordinal);
            Assert.DoesNotContain("masterKey", xml, StringComparison.Ordinal);
        });
    }

    private async Task<TestPhone> EnrollAsync()
    {
        var phone = new TestPhone();
        var qr = await _server.AddAdministratorAsync(PortalServer.NewPerson());
        Keep("the enrollment's code", qr.Code);
        Keep("K_pin", phone.PinKey(phone.Pin));
        await _server.AcceptAsync(phone, qr);
        return phone;
    }

    private async Task<(string Sid, string Nonce)> LogInAsync(TestPhone phone)
    {
        var qr = await _server.OpenLoginAsync();
        Keep("the login's code", qr.Code);
        var nonce = await _server.MustClaimAsync(phone, qr);
        foreach (var pin in (string[])[WrongPin, phone.Pin])
        {
            Keep($"the proof of PIN {pin}", phone.PinProof(nonce, pin));
            await _server.SendAsync(qr, "decision", phone.Accept(qr, nonce, pin));
        }

        Assert.True(SessionId.TryParse(qr.Sid, out var sid));
        var browserKey = Base64UrlText.Random(32);
        var ticket = _server.Get<LoginTickets>().Create(sid, browserKey);
        Keep("the browser's key", browserKey);
        Keep("the login's ticket", ticket);
        Assert.True(_server.Get<LoginTickets>().TryRead(ticket, browserKey, out var read));
        var key = await _server.Get<SignIn>().ExecuteAsync(read, PortalEnvironment.Productie, TestPortal.Browser, Cancellation);
        Keep("the portal session's key", key!.Value.Value);

        var stored = await _server.QueryAsync(db => db.QrSessions.Where(s => s.Id == sid).Select(s => s.ProtectedSecret!).SingleAsync(Cancellation));
        var secret = _server.Get<LoginSecrets>().Reveal(sid, stored);
        Keep("the login's secret", secret);
        for (var step = 0; step < Steps; step++)
            Keep($"the login's code of step {step}", LoginCode.At(secret, step));
        Assert.Contains(qr.Code, Enumerable.Range(0, Steps).Select(step => LoginCode.At(secret, step)));
        return (qr.Sid, nonce);
    }

    private async Task TypeAsync(TestPhone phone)
    {
        var typed = await _server.MustShowTypedCodeAsync(await _server.OpenLoginAsync());
        Keep("the typed code", Encoding.ASCII.GetBytes(typed));
        var answer = await (await _server.SendAsync("/mobile/v1/typed-codes", phone.TypeCode(TestPortal.Productie, typed, hasAccount: true), address: TestPortal.BrowserAddress)).MustJsonAsync();
        Keep("the code made for one key", TestQr.Parse(answer["qr"]!.GetValue<string>()).Code);
    }

    private async Task UnlockAsync(TestPhone phone)
    {
        foreach (var pin in (string[])[WrongPin, phone.Pin])
        {
            var nonce = _server.Get<ChallengeNonces>().Create(PortalEnvironment.Productie);
            Keep($"the challenge for PIN {pin}", nonce);
            Keep($"the proof of PIN {pin} for the challenge", phone.PinProof(nonce, pin));
            await _server.SendAsync("/mobile/v1/identity", phone.Unlock(TestPortal.Productie, nonce, pin));
        }
    }

    private async Task KeepKeysAsync()
    {
        Keep("the log's key", await _server.Get<ServerKeys>().OpenAsync("audit", "ZorgId.Audit.Key.v1", Cancellation));
        Keep("the key of typed codes", await _server.Get<ServerKeys>().OpenAsync("typed-codes", "ZorgId.Sessions.TypedCodeKey.v1", Cancellation));
    }

    // A text may stand somewhere as it is, or as the octets that it tells.
    private void Keep(string name, string text)
    {
        _secrets[name] = Encoding.ASCII.GetBytes(text);
        Keep($"{name}, decoded", Base64Url.DecodeFromChars(text));
    }

    private void Keep(string name, byte[] secret) => _secrets[name] = secret;

    private static bool Holds(byte[] content, byte[] secret)
    {
        string[] texts = [Encoding.Latin1.GetString(secret), Convert.ToHexString(secret), Convert.ToHexStringLower(secret), Convert.ToBase64String(secret).TrimEnd('='), Base64Url.EncodeToString(secret)];
        return texts.Any(text => content.AsSpan().IndexOf(Encoding.Latin1.GetBytes(text)) >= 0 || content.AsSpan().IndexOf(Encoding.Unicode.GetBytes(text)) >= 0);
    }

    private async Task<IReadOnlyList<(string File, byte[] Content)>> ReadFilesAsync()
    {
        var files = Sql.IsPostgreSql ? await ReadServerAsync() : await ReadFileAsync();
        files.Add((LogFile, Encoding.UTF8.GetBytes(_server.Log.Text)));
        return files;
    }

    // The server runs on, so that its write-ahead log is there.
    private async Task<List<(string File, byte[] Content)>> ReadFileAsync()
    {
        var database = new SqliteConnectionStringBuilder(_server.ConnectionString).DataSource;
        var copy = database + ".backup";
        await using (var source = new SqliteConnection(_server.ConnectionString))
        await using (var target = new SqliteConnection($"Data Source={copy};Pooling=False"))
        {
            await source.OpenAsync(Cancellation);
            await target.OpenAsync(Cancellation);
            source.BackupDatabase(target);
        }

        var files = new List<(string, byte[])>();
        foreach (var file in (string[])[database, database + "-wal", copy])
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var content = new byte[stream.Length];
            await stream.ReadExactlyAsync(content, Cancellation);
            files.Add((Path.GetFileName(file), content));
        }

        return files;
    }

    // Each table as pg_dump would have it, and as its file and its indexes lie on the disk: with what was overwritten in it.
    private async Task<List<(string File, byte[] Content)>> ReadServerAsync()
    {
        var files = new List<(string, byte[])>();
        await using var connection = new NpgsqlConnection(_server.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var look = new NpgsqlCommand(
            "CHECKPOINT; SELECT relname::text, relkind::text, pg_relation_filepath(oid) FROM pg_class WHERE relkind IN ('r', 'i') AND relnamespace = 'public'::regnamespace AND pg_relation_size(oid) > 0",
            connection);
        var relations = new List<(string Name, string Kind, string Path)>();
        await using (var reader = await look.ExecuteReaderAsync(Cancellation))
        {
            while (await reader.ReadAsync(Cancellation))
                relations.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        }

        foreach (var (name, kind, path) in relations)
        {
            files.Add(($"the file of {name}", await PostgreSqlServer.Shared.ReadFileAsync(path)));
            if (kind != "r")
                continue;
            using var table = await connection.BeginTextExportAsync($"COPY \"{name}\" TO STDOUT", Cancellation);
            if (await table.ReadToEndAsync(Cancellation) is { Length: > 0 } rows)
                files.Add((name, Encoding.UTF8.GetBytes(rows)));
        }

        return files;
    }
}
