using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using ZorgId.Core;
using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Changes;
using ZorgId.Core.Keys;
using ZorgId.Core.Persistence;
using ZorgId.Core.Persistence.PostgreSql;
using ZorgId.Core.Phones;
using ZorgId.Core.PortalSessions;
using ZorgId.Core.QrSessions;
using ZorgId.Core.Users;

namespace ZorgId.Tests.Support;

/// <summary>The core as it runs, on a database of its own, with a clock that the test moves.</summary>
public sealed class TestPortal : IPortalHost, IAsyncDisposable
{
    public const string Productie = "https://productie.example";
    public const string Acceptatie = "https://acceptatie.example";
    public const string PhoneClient = "192.0.2.7";
    public const string BrowserAddress = "192.0.2.1";

    public static readonly DateTimeOffset Start = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
    public static readonly Requester Browser = new("Firefox", "Windows", BrowserAddress);

    private readonly TestStore _database;
    private readonly ServiceProvider _services;

    private TestPortal(TestStore database)
    {
        _database = database;
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddOptions();
        // Of a network's share of messages there are tests of its own; a hundred at once must get to what they are about.
        services.Configure<RequestLimits>(limits => (limits.BadPerAddress, limits.PerPhone) = (10_000, 10_000));
        services.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        services.AddLogging();
        services.AddZorgIdCore(database.Source);
        services.ConfigureDbContext<PortalDb>(options => options.AddInterceptors(Commands, Transactions));
        services.ConfigureDbContext<PostgreSqlPortalDb>(options => options.AddInterceptors(Commands, Transactions));
        services.Replace(ServiceDescriptor.Singleton<IChangeNotifier>(Events = new TestNotifier(Time)));
        CoreServices = [.. services.Where(s => s.Lifetime == ServiceLifetime.Singleton && s.ServiceType.Assembly == typeof(PortalDb).Assembly).Select(s => s.ServiceType)];
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        var origins = this.Get<PortalOrigins>();
        origins.Set(PortalEnvironment.Productie, Productie);
        origins.Set(PortalEnvironment.Acceptatie, Acceptatie);
    }

    public IServiceProvider Services => _services;

    /// <summary>Every use case, and what they share.</summary>
    public IReadOnlyList<Type> CoreServices { get; }

    public FakeTimeProvider Time { get; } = new(Start);

    public TestNotifier Events { get; }

    /// <summary>What the core asks the database.</summary>
    public CommandRecorder Commands { get; } = new();

    /// <summary>Its transactions.</summary>
    public TransactionRecorder Transactions { get; } = new();

    public DateTime Now => Time.UtcNow();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<TestPortal> StartAsync()
    {
        var portal = new TestPortal(await TestStore.CreateAsync());
        await portal.Get<AuditSecret>().OpenAsync(portal.Get<ServerKeys>(), portal.Get<IDbContextFactory<PortalDb>>(), Cancellation);
        await portal.Get<AuditSigningKey>().OpenAsync(portal.Get<ServerKeys>(), Cancellation);
        await portal.Get<TypedCodeKey>().OpenAsync(portal.Get<ServerKeys>(), Cancellation);
        return portal;
    }

    /// <summary>Moves the clock.</summary>
    public void Pass(TimeSpan time) => Time.Advance(time);

    /// <summary>Does to the database what no use case does, with SQL of its own sort.</summary>
    public Task<int> RunSqlAsync(string sql) => this.QueryAsync(db => db.Database.ExecuteSqlRawAsync(sql, Cancellation));

    public Task<QrSession> SessionAsync(string sid) => this.QueryAsync(db => db.QrSessions.AsNoTracking().SingleAsync(s => s.Id == PortalDriver.ParseSid(sid)));

    /// <summary>The secret of a login's rotating code.</summary>
    public async Task<byte[]> SecretOfAsync(string sid) => this.Get<LoginSecrets>().Reveal(PortalDriver.ParseSid(sid), (await SessionAsync(sid)).ProtectedSecret!);

    public Task<Phone> PhoneAsync(TestPhone phone) => this.QueryAsync(db => db.Phones.AsNoTracking().WithAccount().SingleAsync(p => p.Kid == phone.Kid));

    /// <summary>What the log says of one session, oldest first.</summary>
    public async Task<IReadOnlyList<AuditAction>> LogOfAsync(string sid) =>
        [.. (await this.LogAsync()).Where(e => e.SessionId == sid).Select(e => e.Action)];

    /// <summary>A number that changes with every commit, by whomever, that wrote something.</summary>
    public Task<long> DataVersionAsync() => _database.DataVersionAsync();

    public Task SetStatusAsync(AccountId account, AccountStatus status) => this.QueryAsync(db =>
        db.Accounts.Where(a => a.Id == account).ExecuteUpdateAsync(set => set.SetProperty(a => a.Status, status)));

    public Task SetStateAsync(TestPhone phone, PhoneState state) => this.QueryAsync(db =>
        db.Phones.Where(p => p.Kid == phone.Kid).ExecuteUpdateAsync(set => set.SetProperty(p => p.State, state)));

    /// <summary>Gives an account this role, in place of the ones that it has.</summary>
    public Task SetRoleAsync(AccountId account, Role role) => this.QueryAsync(db =>
        db.LiveMemberships.Where(m => m.AccountId == account).ExecuteUpdateAsync(set => set.SetProperty(m => m.Role, role)));

    /// <summary>Ends all memberships of a phone's account.</summary>
    public Task TakeRolesAsync(TestPhone phone) => this.QueryAsync(db =>
        db.LiveMemberships.Where(m => db.Phones.Any(p => p.Kid == phone.Kid && p.AccountId == m.AccountId))
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.EndedAt, Now).SetProperty(m => m.EndReason, Reason.Leaver)));

    /// <summary>The operator adds an administrator, or gives them a new QR.</summary>
    public Task<TestQr> AddAdministratorAsync() => this.AddAdministratorAsync(Seed.Administrator());

    /// <summary>An active administrator with a phone.</summary>
    public async Task<TestPhone> SeedAdministratorAsync(NewAdministrator? wanted = null)
    {
        var phone = new TestPhone();
        await this.AcceptAsync(phone, await this.AddAdministratorAsync(wanted ?? Seed.Administrator()));
        return phone;
    }

    /// <summary>A login that a new administrator's phone has claimed.</summary>
    public async Task<(TestPhone Phone, TestQr Qr, string Nonce)> ClaimLoginAsync()
    {
        var (phone, qr) = (await SeedAdministratorAsync(), await this.OpenLoginAsync());
        return (phone, qr, await this.MustClaimAsync(phone, qr));
    }

    /// <returns>Null where nobody is logged in with this key.</returns>
    public async Task<TestActor?> FindActorAsync(
        PortalSessionKey key, bool byPerson = false, PortalEnvironment environment = PortalEnvironment.Productie)
    {
        var call = new PortalCall(key, environment, Client: null);
        return await this.Get<CurrentActor>().FindAsync(call, byPerson, Cancellation) is { } actor ? new(call, actor) : null;
    }

    /// <summary>A portal session that no login has opened: what its account may do is looked up all the same.</summary>
    public async Task<PortalCall> PlantSessionAsync(TestPhone phone) => await PlantSessionAsync(await PhoneAsync(phone));

    /// <summary>The same person, logged in anew after so much time that their portal session is over.</summary>
    public async Task<TestActor> LogInAgainAsync(TestActor actor)
    {
        var phone = await this.QueryAsync(db => db.Phones.AsNoTracking().SingleAsync(p => p.AccountId == actor.AccountId && p.State == PhoneState.Active, Cancellation));
        var call = await PlantSessionAsync(phone);
        return (await FindActorAsync(call.Key, environment: call.Environment))!;
    }

    private async Task<PortalCall> PlantSessionAsync(Phone phone)
    {
        var key = PortalSessionKey.New();
        await this.QueryAsync(db =>
        {
            db.PortalSessions.Add(new(key, phone.AccountId, phone.Id, phone.Environment, organisation: null, Browser.Client, Now));
            return db.SaveChangesAsync(Cancellation);
        });
        return new(key, phone.Environment, Client: null);
    }

    /// <summary>An active administrator, logged in.</summary>
    public async Task<TestActor> SeedActorAsync(NewAdministrator? wanted = null)
    {
        var phone = await SeedAdministratorAsync(wanted);
        var environment = wanted?.Environment ?? PortalEnvironment.Productie;
        return (await FindActorAsync(await this.LogInAsync(phone), environment: environment))!;
    }

    public Task<RegistrationResult> RegisterAsync(TestActor actor, RegistrationForm form) => this.Get<RegisterUser>().ExecuteAsync(actor, form, Cancellation);

    /// <summary>A zorgmedewerker whose phone is active, registered by <paramref name="actor"/>.</summary>
    public async Task<TestPhone> SeedSignerAsync(TestActor actor, RegistrationForm? form = null)
    {
        var phone = new TestPhone();
        var result = await RegisterAsync(actor, form ?? Seed.Form(actor));
        await this.AcceptAsync(phone, TestQr.Parse(result.Opened!.QrText));
        return phone;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _database.Dispose();
    }
}
