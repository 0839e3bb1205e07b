using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ZorgId.Core.Audit;

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.Client).HasMaxLength(AuditEntry.ClientLength);
        builder.Property(e => e.SessionId).HasMaxLength(SessionId.Length);
        builder.Property(e => e.Detail).HasMaxLength(AuditEntry.DetailLength);
        builder.Property(e => e.Mac).HasMaxLength(AuditEntry.HashLength);
        builder.HasIndex(e => e.At).HasDatabaseName("IX_AuditEntries_At");
        builder.HasIndex(e => new { e.Actor, e.At }).HasDatabaseName("IX_AuditEntries_Actor_At");
        builder.HasIndex(e => new { e.Organisation, e.At }).HasDatabaseName("IX_AuditEntries_Organisation_At");
        builder.HasIndex(e => e.Subject).HasDatabaseName("IX_AuditEntries_Subject");
    }
}

internal sealed class AuditLeafConfiguration : IEntityTypeConfiguration<AuditLeaf>
{
    public void Configure(EntityTypeBuilder<AuditLeaf> builder)
    {
        builder.HasKey(l => l.Index);
        // The log counts its entries itself, because numbers that a database gives out have gaps.
        builder.Property(l => l.Index).ValueGeneratedNever();
        builder.HasIndex(l => l.EntryId).IsUnique();
        builder.Property(l => l.Hash).HasMaxLength(AuditEntry.HashLength);
        builder.Property(l => l.Mac).HasMaxLength(AuditEntry.HashLength);
    }
}

internal sealed class AuditSubtreeConfiguration : IEntityTypeConfiguration<AuditSubtree>
{
    public void Configure(EntityTypeBuilder<AuditSubtree> builder)
    {
        builder.HasKey(s => new { s.Level, s.Index });
        builder.Property(s => s.Hash).HasMaxLength(AuditEntry.HashLength);
    }
}

internal sealed class AuditPendingConfiguration : IEntityTypeConfiguration<AuditPending>
{
    public void Configure(EntityTypeBuilder<AuditPending> builder)
    {
        builder.ToTable("AuditPending");
        builder.HasKey(p => p.EntryId);
        builder.Property(p => p.EntryId).ValueGeneratedNever();
    }
}

internal sealed class AuditLogStartConfiguration : IEntityTypeConfiguration<AuditLogStart>
{
    public void Configure(EntityTypeBuilder<AuditLogStart> builder)
    {
        builder.ToTable("AuditLogs");
        builder.HasKey(l => l.LogId);
        builder.Property(l => l.LogId).ValueGeneratedNever();
    }
}

internal sealed class AuditHeadConfiguration : IEntityTypeConfiguration<AuditHead>
{
    public void Configure(EntityTypeBuilder<AuditHead> builder)
    {
        builder.Property(h => h.Id).ValueGeneratedNever();
        builder.HasData(new { Id = AuditHead.OnlyId, Size = 0L });
    }
}

internal sealed class AuditCheckpointConfiguration : IEntityTypeConfiguration<AuditCheckpoint>
{
    public void Configure(EntityTypeBuilder<AuditCheckpoint> builder)
    {
        builder.HasKey(c => c.Size);
        builder.Property(c => c.Size).ValueGeneratedNever();
        builder.Property(c => c.Note).HasMaxLength(AuditCheckpoint.NoteLength);
    }
}

internal sealed class AuditAnchorConfiguration : IEntityTypeConfiguration<AuditAnchor>
{
    public void Configure(EntityTypeBuilder<AuditAnchor> builder)
    {
        builder.HasKey(a => a.Size);
        builder.Property(a => a.Size).ValueGeneratedNever();
        builder.Property(a => a.Root).HasMaxLength(AuditEntry.HashLength);
        builder.Property(a => a.Signature).HasMaxLength(AuditEntry.HashLength);
    }
}
