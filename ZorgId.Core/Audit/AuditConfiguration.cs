using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ZorgId.Core.Audit;

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.HasKey(e => e.Sequence);
        // The log's head counts the entries, because numbers that a database gives out have gaps.
        builder.Property(e => e.Sequence).ValueGeneratedNever();
        builder.Property(e => e.Client).HasMaxLength(AuditEntry.ClientLength);
        builder.Property(e => e.SessionId).HasMaxLength(SessionId.Length);
        builder.Property(e => e.Detail).HasMaxLength(AuditEntry.DetailLength);
        builder.Property(e => e.Hash).HasMaxLength(AuditHead.HashLength);
        builder.HasIndex(e => e.At).HasDatabaseName("IX_AuditEntries_At");
        builder.HasIndex(e => new { e.Actor, e.At }).HasDatabaseName("IX_AuditEntries_Actor_At");
        builder.HasIndex(e => new { e.Organisation, e.At }).HasDatabaseName("IX_AuditEntries_Organisation_At");
        builder.HasIndex(e => e.Subject).HasDatabaseName("IX_AuditEntries_Subject");
    }
}

internal sealed class AuditHeadConfiguration : IEntityTypeConfiguration<AuditHead>
{
    public void Configure(EntityTypeBuilder<AuditHead> builder)
    {
        builder.Property(h => h.Id).ValueGeneratedNever();
        builder.Property(h => h.Sequence).IsConcurrencyToken();
        builder.Property(h => h.Hash).HasMaxLength(AuditHead.HashLength);
        builder.Ignore(h => h.Mark);
        builder.HasData(new { Id = AuditHead.OnlyId, Sequence = 0L, Hash = new byte[AuditHead.HashLength] });
    }
}

internal sealed class AuditAnchorConfiguration : IEntityTypeConfiguration<AuditAnchor>
{
    public void Configure(EntityTypeBuilder<AuditAnchor> builder)
    {
        builder.HasKey(a => a.Sequence);
        builder.Property(a => a.Sequence).ValueGeneratedNever();
        builder.Property(a => a.Hash).HasMaxLength(AuditHead.HashLength);
        builder.Property(a => a.Signature).HasMaxLength(AuditHead.HashLength);
    }
}
