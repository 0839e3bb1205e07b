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
    private readonly List<AuditEvent> _happened = [];
    private readonly HashSet<Topic> _changedTopics = [];
    private readonly List<NewLeaf> _newLeaves = [];
    private Guid? _newLogId;
    private int _lease;

    public PortalDb(DbContextOptions<PortalDb> options)
        : this((DbContextOptions)options)
    {
    }

    // A save that fails ends its transaction, or rolls back to the savepoint of its use case (ADR 22), so it needs no other.
    private protected PortalDb(DbContextOptions options)
        : base(options) => base.Database.AutoSavepointsEnabled = false;

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

    public DbSet<AuditCheckpoint> AuditCheckpoints => Set<AuditCheckpoint>();

    public DbSet<AuditAnchor> AuditAnchors => Set<AuditAnchor>();

    public DbSet<ServerKey> ServerKeys => Set<ServerKey>();

    public DbSet<DemoMark> DemoMarks => Set<DemoMark>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>Events that are not in the log yet; they are written with the changes, when those are saved.</summary>
    internal List<AuditEvent> Happened
    {
        get
        {
            ForgetEarlierLease();
            return _happened;
        }
    }

    /// <summary>Entries that were saved, also by the use cases before in this transaction; they get their leaves as its last act.</summary>
    internal List<NewLeaf> NewLeaves
    {
        get
        {
            ForgetEarlierLease();
            return _newLeaves;
        }
    }

    /// <summary>The id under which this transaction's entries are written, where it gives the log a new one.</summary>
    internal Guid? NewLogId
    {
        get
        {
            ForgetEarlierLease();
            return _newLogId;
        }

        set => _newLogId = value;
    }

    /// <summary>Topics whose listeners are told after the commit.</summary>
    internal HashSet<Topic> ChangedTopics
    {
        get
        {
            ForgetEarlierLease();
            return _changedTopics;
        }
    }

    /// <summary>
    /// Notes what this transaction changes. Listeners are told after the commit; where the transaction runs again, the notes are dropped.
    /// </summary>
    public void Changed(params ReadOnlySpan<Topic> topics)
    {
        foreach (var topic in topics)
            ChangedTopics.Add(topic);
    }

    /// <inheritdoc cref="CompiledQueries{TQueries}"/>
    internal TQueries Compiled<TQueries>()
        where TQueries : class, new() => CompiledQueries<TQueries>.For(Model);

    /// <summary>Clears what is tracked and what was collected, because another use case comes next on this context.</summary>
    internal void Forget()
    {
        ChangeTracker.Clear();
        ForgetCollected();
    }

    public override void Dispose()
    {
        ForgetTransaction();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    public override ValueTask DisposeAsync()
    {
        ForgetTransaction();
        GC.SuppressFinalize(this);
        return base.DisposeAsync();
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

    // Contexts are pooled. What somebody adds to one that they have given back must not reach whoever has it next.
    private void ForgetEarlierLease()
    {
        if (ContextId.Lease == _lease)
            return;
        _lease = ContextId.Lease;
        ForgetTransaction();
    }

    private void ForgetTransaction()
    {
        ForgetCollected();
        _newLeaves.Clear();
    }

    private void ForgetCollected()
    {
        _happened.Clear();
        _changedTopics.Clear();
        _newLogId = null;
    }
}
