using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Core.Users;
using ZorgId.Web.Platform;
using ZorgId.Web.Platform.Settings;

namespace ZorgId.Tests.Support;

/// <summary>
/// The core beside a program that runs, on its database and with its keys: it opens the sessions that a browser would, and
/// looks at what became of them. It keeps no connection: after a kill nobody holds the database, and the next start finds it
/// as the dead one left it.
/// </summary>
internal sealed class CoreBeside : IPortalHost, IDisposable
{
    private readonly IHost _host;
    private AuditMark? _mark;
    private int _people;

    private CoreBeside(IHost host) => _host = host;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task<CoreBeside> OpenAsync(SqliteTestDatabase database) => OpenAsync(ServingProgram.SettingsFor($"{database.ConnectionString};Pooling=False"));

    /// <param name="settings">Those of the program.</param>
    public static async Task<CoreBeside> OpenAsync(IEnumerable<(string Key, string Value)> settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = Environments.Production });
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        builder.Services.AddPortalCore(PortalSettings.Read(builder.Configuration, builder.Environment));
        var host = builder.Build();
        await host.PrepareDatabaseAsync();
        return new(host);
    }

    public IServiceProvider Services => _host.Services;

    /// <param name="address">Of the browser that shows the QR.</param>
    public Task<TestQr> OpenLoginAsync(string address) => this.OpenLoginAsync(browser: new Requester("Firefox", "Linux", address));

    /// <summary>Of an administrator whom nobody knows yet.</summary>
    public async Task<TestQr> OpenEnrollmentAsync()
    {
        var number = Interlocked.Increment(ref _people) - 1;
        var person = Seed.Boss with { BirthDate = new(1900 + (number / 365), 1 + (number / 28 % 12), 1 + (number % 28)), FamilyName = $"Jansen {new string('a', 1 + (number % 50))}" };
        return TestQr.Parse((await this.Get<AddAdministrator>().ExecuteAsync(Seed.Administrator(person), Cancellation)).Opened!.QrText);
    }

    /// <summary>From where all came that the log has of a session.</summary>
    public async Task<IReadOnlyList<string>> ClientsOfAsync(TestQr qr)
    {
        await using var db = await this.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Cancellation);
        return await db.AuditEntries.Where(e => e.SessionId == qr.Sid && e.Client != null).Select(e => e.Client!).ToListAsync(Cancellation);
    }

    /// <summary>All that was answered is true, and nothing else is but what had no answer yet; the database is sound, and its log whole.</summary>
    public async Task VerifyAsync(IReadOnlyCollection<PhoneScript> scripts)
    {
        await using var db = await this.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Cancellation);
        if (db.Database.IsSqlite())
            Assert.Equal(["ok"], await db.Database.SqlQuery<string>($"PRAGMA integrity_check").ToListAsync(Cancellation));
        var states = await db.QrSessions.AsNoTracking().ToDictionaryAsync(s => s.Id.Value, s => s.State, Cancellation);
        var log = (await db.AuditEntries.AsNoTracking().OrderBy(e => e.At).ThenBy(e => e.Id).ToListAsync(Cancellation)).ToLookup(e => e.SessionId, e => e.Action);
        var failures = await db.Phones.AsNoTracking().ToDictionaryAsync(p => p.Kid, p => p.PinFailures, Cancellation);
        foreach (var script in scripts)
        {
            var counted = script.IsUnderWay ? failures.GetValueOrDefault(script.Phone.Kid) : script.Known.PinFailures;
            var found = new ScriptState(states[script.Sid], [.. log[script.Sid]], counted).ToString();
            Assert.True(found == script.Known.ToString() || found == script.Possible?.ToString(), $"{script.Sid}: {found}; was answered: {script.Known}; or else: {script.Possible}");
        }

        var verdict = await this.Get<VerifyAudit>().ExecuteAsync(_mark, Cancellation);
        Assert.Null(verdict.Fault);
        Assert.Equal((verdict.Head.Size, 0), (verdict.Count, verdict.First));
        _mark = verdict.Head;
    }

    public void Dispose() => _host.Dispose();
}
