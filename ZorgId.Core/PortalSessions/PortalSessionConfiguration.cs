using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ZorgId.Core.Accounts;
using ZorgId.Core.Audit;
using ZorgId.Core.Phones;

namespace ZorgId.Core.PortalSessions;

internal sealed class PortalSessionConfiguration : IEntityTypeConfiguration<PortalSession>
{
    public void Configure(EntityTypeBuilder<PortalSession> builder)
    {
        builder.HasKey(s => s.IdHash);
        builder.Property(s => s.IdHash).HasMaxLength(Base64UrlText.Sha256Length);
        builder.Property(s => s.Client).HasMaxLength(AuditEntry.ClientLength);
        builder.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Phone>().WithMany().HasForeignKey(s => s.PhoneId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(s => s.EndedAt).HasDatabaseName("IX_PortalSessions_EndedAt");
        builder.HasIndex(s => s.AccountId).HasDatabaseName("IX_PortalSessions_AccountId");
    }
}
