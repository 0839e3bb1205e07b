using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ZorgId.Core;
using ZorgId.Core.Persistence;

namespace ZorgId.Tests.Support;

/// <summary>A database that was served and is not now, the certificate that wraps its key ring, and another that is to take its place.</summary>
internal sealed class RewrapScene : IDisposable
{
    /// <summary>Of <see cref="New"/>.</summary>
    public const string Password = "a-long-secret";

    private readonly TestStore _store;

    private RewrapScene(TestStore store)
    {
        _store = store;
        New = TestCertificate.Write(Folder, "new.pfx", Password);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>For certificates.</summary>
    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("zorgid-test-");

    public string New { get; }

    /// <summary>Of an SQLite database, the one beside it.</summary>
    public string Old => OldOf(_store.Settings);

    public DatabaseSource Source => _store.Source;

    /// <summary>Of the portal before. Without a pool, as where each command ends with its process.</summary>
    public IReadOnlyList<(string Key, string Value)> OldSettings =>
        [("Environments:productie:Origin", TestPortal.Productie), .. _store.Settings.Select(s => s.Key == "ConnectionStrings:Portal" ? (s.Key, s.Value + ";Pooling=False") : s)];

    /// <summary>And afterwards.</summary>
    public IReadOnlyList<(string Key, string Value)> NewSettings => [.. OldSettings, .. Naming(New)];

    public static async Task<RewrapScene> StartAsync()
    {
        var scene = new RewrapScene(await TestStore.CreateAsync());
        using var core = await CoreBeside.OpenAsync(scene.OldSettings);
        await core.OpenEnrollmentAsync();
        return scene;
    }

    public static string OldOf(IEnumerable<(string Key, string Value)> settings) =>
        Sql.IsPostgreSql ? SharedCertificate.File : $"{new DatabaseSource(DatabaseProvider.SQLite, settings.Single(s => s.Key == "ConnectionStrings:Portal").Value).File}.keys.pfx";

    /// <summary>Settings that name a certificate.</summary>
    public static IReadOnlyList<(string Key, string Value)> Naming(string file) => [("Keys:Certificate", file), ("Keys:CertificatePassword", Password)];

    public Task<ProgramEnd> RewrapAsync() => RewrapAsync(NewSettings, Old);

    public static Task<ProgramEnd> RewrapAsync(IEnumerable<(string Key, string Value)> settings, string old) => PortalProgram.RunHereAsync(settings, "keys", "rewrap", "--old", old);

    public static Task<ProgramEnd> VerifyAsync(IEnumerable<(string Key, string Value)> settings) => PortalProgram.RunHereAsync(settings, "audit", "verify");

    /// <summary>The key ring as it is stored, and the entries of the log.</summary>
    public Task<(IReadOnlyList<string> Ring, string Log)> ReadAsync() => QueryAsync<(IReadOnlyList<string>, string)>(async db => (
        await db.DataProtectionKeys.OrderBy(k => k.Id).Select(k => k.Xml!).ToListAsync(Cancellation),
        string.Join(' ', await db.AuditEntries.OrderBy(e => e.Id).Select(e => e.Id).ToListAsync(Cancellation))));

    /// <summary>Lays an element into the ring.</summary>
    public Task<int> LayAsync(string xml) => QueryAsync(async db =>
    {
        var key = db.DataProtectionKeys.Add(new() { FriendlyName = "key-of-another", Xml = xml }).Entity;
        await db.SaveChangesAsync(Cancellation);
        return key.Id;
    });

    /// <summary>A key such as Data Protection makes, for a certificate that nobody here has; or for none, in clear.</summary>
    public string MakeKey(bool isWrapped)
    {
        var folder = Folder.CreateSubdirectory($"{Guid.NewGuid():N}");
        var services = new ServiceCollection().AddLogging();
        var ring = services.AddDataProtection().PersistKeysToFileSystem(folder);
        using var certificate = TestCertificate.Create();
        if (isWrapped)
            ring.ProtectKeysWithCertificate(certificate);
        using var all = services.BuildServiceProvider();
        var now = TimeProvider.System.GetUtcNow();
        all.GetRequiredService<IKeyManager>().CreateNewKey(now, now.AddDays(90));
        return File.ReadAllText(Assert.Single(folder.GetFiles()).FullName);
    }

    public async Task<T> QueryAsync<T>(Func<PortalDb, Task<T>> query)
    {
        await using var services = new ServiceCollection().AddLogging().AddZorgIdCore(_store.Source).BuildServiceProvider();
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Cancellation);
        return await query(db);
    }

    public void Dispose()
    {
        _store.Dispose();
        Folder.Delete(recursive: true);
    }
}
