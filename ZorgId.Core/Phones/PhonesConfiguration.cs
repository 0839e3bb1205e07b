using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ZorgId.Core.Phones;

internal sealed class PhoneConfiguration : IEntityTypeConfiguration<Phone>
{
    public void Configure(EntityTypeBuilder<Phone> builder)
    {
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Kid).HasMaxLength(Base64UrlText.Sha256Length);
        builder.Property(p => p.PublicKey).HasMaxLength(2 * PhoneKey.CoordinateLength);
        builder.Property(p => p.ProtectedPinKey).HasMaxLength(1024);
        builder.Ignore(p => p.PinOwner);
        builder.Property(p => p.DeviceName).HasMaxLength(DeviceDescription.MaxLength);
        builder.Property(p => p.DevicePlatform).HasMaxLength(DeviceDescription.MaxLength);
        builder.Ignore(p => p.Refusal);
        builder.HasOne(p => p.Account).WithMany().HasForeignKey(p => p.AccountId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(p => p.Kid).IsUnique().HasDatabaseName("UX_Phones_Kid");
        builder.HasIndex(p => p.AccountId).IsUnique()
            .HasFilter($"\"State\" <> '{nameof(PhoneState.Revoked)}'").HasDatabaseName("UX_Phones_AccountId_Living");
    }
}

internal sealed class WrongPinConfiguration : IEntityTypeConfiguration<WrongPin>
{
    public void Configure(EntityTypeBuilder<WrongPin> builder)
    {
        builder.HasKey(w => new { w.PhoneId, w.TryHash });
        builder.Property(w => w.TryHash).HasMaxLength(Base64UrlText.Sha256Length);
        builder.HasIndex(w => w.At).HasDatabaseName("IX_WrongPins_At");
    }
}

internal sealed class AnsweredMessageConfiguration : IEntityTypeConfiguration<AnsweredMessage>
{
    public void Configure(EntityTypeBuilder<AnsweredMessage> builder)
    {
        builder.HasKey(a => new { a.PhoneId, a.NonceHash });
        builder.Property(a => a.NonceHash).HasMaxLength(Base64UrlText.Sha256Length);
        builder.Property(a => a.PayloadHash).HasMaxLength(Base64UrlText.Sha256Length);
        builder.Ignore(a => a.Refusal);
        builder.HasIndex(a => a.At).HasDatabaseName("IX_AnsweredMessages_At");
    }
}
