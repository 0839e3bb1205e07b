using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ZorgId.Core.Accounts;
using ZorgId.Core.Phones;

namespace ZorgId.Core.QrSessions;

internal sealed class QrSessionConfiguration : IEntityTypeConfiguration<QrSession>
{
    public void Configure(EntityTypeBuilder<QrSession> builder)
    {
        builder.HasKey(s => s.Id);
        // This is the compare-and-swap: an update carries the state that was read, and changes no row where another writer was first.
        builder.Property(s => s.State).IsConcurrencyToken();
        builder.Property(s => s.ProtectedSecret).HasMaxLength(1024);
        builder.Property(s => s.CodeHash).HasMaxLength(Base64UrlText.Sha256Length);
        builder.Property(s => s.TypedCodeMac).HasMaxLength(Base64UrlText.Sha256Length);
        builder.Property(s => s.ClaimedKid).HasMaxLength(Base64UrlText.Sha256Length);
        builder.Property(s => s.Nonce).HasMaxLength(QrSession.SecretTextLength);
        builder.Property(s => s.VerificationCode).HasMaxLength(2);
        builder.Property(s => s.Browser).HasMaxLength(Requester.MaxLength);
        builder.Property(s => s.Platform).HasMaxLength(Requester.MaxLength);
        builder.Property(s => s.Address).HasMaxLength(Requester.MaxLength);
        builder.Property(s => s.Network).HasMaxLength(ClientNetwork.MaxLength);
        builder.ComplexProperty(s => s.ClaimedFrom, phone => Configure(phone, "ClaimedFrom"));
        builder.ComplexProperty(s => s.SecondPhoneFrom, phone => Configure(phone, "SecondPhoneFrom"));
        builder.Property(s => s.DeviceName).HasMaxLength(DeviceDescription.MaxLength);
        builder.Ignore(s => s.Requester);
        builder.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(s => new { s.State, s.ExpiresAt }).HasDatabaseName("IX_QrSessions_State_ExpiresAt");
        builder.HasIndex(s => s.EndedAt).HasDatabaseName("IX_QrSessions_EndedAt");
        builder.HasIndex(s => s.AccountId).HasDatabaseName("IX_QrSessions_AccountId");
        builder.HasIndex(s => s.TypedCodeMac).IsUnique().HasDatabaseName("UX_QrSessions_TypedCodeMac");
    }

    // The column that tells whether there is such a phone at all holds its device.
    private static void Configure(ComplexPropertyBuilder<ScanningPhone> phone, string column)
    {
        phone.Property(p => p.Device).HasColumnName(column).HasMaxLength(200);
        phone.Property(p => p.Browser).HasColumnName($"{column}Browser").HasMaxLength(Requester.MaxLength);
        phone.Property(p => p.Platform).HasColumnName($"{column}Platform").HasMaxLength(Requester.MaxLength);
        phone.Property(p => p.Address).HasColumnName($"{column}Address").HasMaxLength(Requester.MaxLength);
    }
}

internal sealed class PersonalCodeConfiguration : IEntityTypeConfiguration<PersonalCode>
{
    public void Configure(EntityTypeBuilder<PersonalCode> builder)
    {
        builder.HasKey(c => new { c.SessionId, c.Kid, c.Number });
        builder.Property(c => c.Kid).HasMaxLength(Base64UrlText.Sha256Length);
        builder.Property(c => c.Hash).HasMaxLength(Base64UrlText.Sha256Length);
        builder.HasOne<QrSession>().WithMany().HasForeignKey(c => c.SessionId).OnDelete(DeleteBehavior.Cascade);
    }
}
