using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Changes;
using ZorgId.Core.Keys;
using ZorgId.Core.Phones;
using ZorgId.Core.PortalSessions;
using ZorgId.Core.QrSessions;

namespace ZorgId.Core.Persistence;

/// <summary>The one database: everything that the portal must still know after a restart.</summary>
/// <remarks>
/// EF Core keeps migrations by context, so this one has SQLite's.
/// <see cref="PostgreSql.PostgreSqlPortalDb"/> has the same model and PostgreSQL's migrations.
/// </remarks>
public class PortalDb : DbContext, IDataProtectionKeyContext
{
    public PortalDb(DbContextOptions<PortalDb> options)
        : base(options)
    {
    }

    private protected PortalDb(DbContextOptions options)
        : base(options)
    {
    }

    public DbSet<Organisation> Organisations => Set<Organisation>();

    public DbSet<Account> Accounts => Set<Account>();

    /// <summary>Those that have ended too.</summary>
    public DbSet<Membership> AllMemberships => Set<Membership>();

    public IQueryable<Membership> LiveMemberships => AllMemberships.Where(m => m.EndedAt == null);

    public DbSet<Phone> Phones => Set<Phone>();

    public DbSet<WrongPin> WrongPins => Set<WrongPin>();

    public DbSet<AnsweredMessage> AnsweredMessages => Set<AnsweredMessage>();

    public DbSet<QrSession> QrSessions => Set<QrSession>();

    public DbSet<PersonalCode> PersonalCodes => Set<PersonalCode>();

    public DbSet<PortalSession> PortalSessions => Set<PortalSession>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<AuditLeaf> AuditLeaves => Set<AuditLeaf>();

    public DbSet<AuditSubtree> AuditSubtrees => Set<AuditSubtree>();

    public DbSet<AuditPending> AuditPending => Set<AuditPending>();

    public DbSet<AuditLogStart> AuditLogs => Set<AuditLogStart>();

    public DbSet<AuditHead> AuditHeads => Set<AuditHead>();

    public DbSet<AuditAnchor> AuditAnchors => Set<AuditAnchor>();

    public DbSet<ServerKey> ServerKeys => Set<ServerKey>();

    public DbSet<DemoMark> DemoMarks => Set<DemoMark>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>Events that are not in the log yet; they are written with the changes, when those are saved.</summary>
    internal List<AuditEvent> Happened { get; } = [];

    /// <summary>Entries that were saved, and get their leaves as the last act of the transaction.</summary>
    internal List<NewLeaf> NewLeaves { get; } = [];

    /// <summary>The id under which this transaction's entries are written, where it gives the log a new one.</summary>
    internal Guid? NewLogId { get; set; }

    /// <summary>Topics whose listeners are told after the commit.</summary>
    internal HashSet<Topic> ChangedTopics { get; } = [];

    /// <summary>
    /// Notes what this transaction changes. Listeners are told after the commit; where the transaction runs again, the notes are dropped.
    /// </summary>
    public void Changed(params ReadOnlySpan<Topic> topics)
    {
        foreach (var topic in topics)
            ChangedTopics.Add(topic);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(PortalDb).Assembly);
        if (Database.IsSqlite())
            AuditChecks.Add(modelBuilder);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<AccountId>().HaveConversion<AccountIdConverter>();
        configurationBuilder.Properties<MembershipId>().HaveConversion<MembershipIdConverter>();
        configurationBuilder.Properties<OrganisationId>().HaveConversion<OrganisationIdConverter>();
        configurationBuilder.Properties<PhoneId>().HaveConversion<PhoneIdConverter>();
        configurationBuilder.Properties<SessionId>().HaveConversion<SessionIdConverter>().HaveMaxLength(SessionId.Length);
        configurationBuilder.Properties<BirthDate>().HaveConversion<BirthDateConverter>().HaveMaxLength(10);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }
}
