using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ZorgId.Core.Phones;

namespace ZorgId.Core.Persistence.Configurations;

internal static class Lengths
{
    /// <summary>A SHA-256 digest, a thumbprint among them, in base64url.</summary>
    public const int Sha256 = 43;
}

internal sealed class PhoneConfiguration : IEntityTypeConfiguration<Phone>
{
    public void Configure(EntityTypeBuilder<Phone> builder)
    {
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Kid).HasMaxLength(Lengths.Sha256);
        builder.Property(p => p.PublicKey).HasMaxLength(2 * PhoneKey.CoordinateLength);
        builder.Property(p => p.ProtectedPinKey).HasMaxLength(1024);
        builder.Ignore(p => p.PinOwner);
        builder.Property(p => p.DeviceName).HasMaxLength(DeviceDescription.MaxLength);
        builder.Property(p => p.DevicePlatform).HasMaxLength(DeviceDescription.MaxLength);
        builder.Ignore(p => p.Standing);
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
        builder.Property(w => w.TryHash).HasMaxLength(Lengths.Sha256);
        builder.HasIndex(w => w.At).HasDatabaseName("IX_WrongPins_At");
    }
}

internal sealed class AnsweredMessageConfiguration : IEntityTypeConfiguration<AnsweredMessage>
{
    public void Configure(EntityTypeBuilder<AnsweredMessage> builder)
    {
        builder.HasKey(a => new { a.PhoneId, a.NonceHash });
        builder.Property(a => a.NonceHash).HasMaxLength(Lengths.Sha256);
        builder.Property(a => a.PayloadHash).HasMaxLength(Lengths.Sha256);
        builder.Ignore(a => a.Refusal);
        builder.HasIndex(a => a.At).HasDatabaseName("IX_AnsweredMessages_At");
    }
}
