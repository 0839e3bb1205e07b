using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ZorgId.Core.Accounts;

internal sealed class OrganisationConfiguration : IEntityTypeConfiguration<Organisation>
{
    public void Configure(EntityTypeBuilder<Organisation> builder)
    {
        builder.Property(o => o.Id).ValueGeneratedNever();
        builder.Property(o => o.Name).HasMaxLength(Organisation.NameLength);
        builder.Property(o => o.Ura).HasMaxLength(Organisation.UraLength);
        builder.HasIndex(o => new { o.Environment, o.Ura }).IsUnique().HasDatabaseName("UX_Organisations_Environment_Ura");
    }
}

internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    // The length holds three names of RegistrationRules.LargestFolded and a date. SearchName holds every
    // spelling of a name, so it has no limit.
    private const int FoldedLength = 2000;

    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.ComplexProperty(a => a.Person, person =>
        {
            person.Property(p => p.GivenName).HasColumnName("GivenName").HasMaxLength(Person.StoredLength);
            person.Property(p => p.FamilyName).HasColumnName("FamilyName").HasMaxLength(Person.StoredLength);
            person.Property(p => p.BirthDate).HasColumnName("BirthDate");
            person.Property(p => p.BirthPlace).HasColumnName("BirthPlace").HasMaxLength(Person.StoredLength);
        });
        // A phone that leaves or accepts must not overwrite a block: where the account was blocked since it
        // was read, the use case runs again.
        builder.Property(a => a.Status).IsConcurrencyToken();
        builder.Property(a => a.IdentityKey).HasMaxLength(FoldedLength);
        builder.Property(a => a.SortName).HasMaxLength(FoldedLength);
        builder.HasIndex(a => new { a.IdentityKey, a.Namesake }).IsUnique()
            .HasFilter($"\"Status\" <> '{nameof(AccountStatus.Revoked)}'").HasDatabaseName("UX_Accounts_IdentityKey_Namesake");
        builder.HasIndex(a => a.SortName).HasDatabaseName("IX_Accounts_SortName");
        builder.HasMany(a => a.AllMemberships).WithOne().HasForeignKey(m => m.AccountId).OnDelete(DeleteBehavior.Restrict);
        builder.Navigation(a => a.AllMemberships).HasField("_memberships");
        builder.Ignore(a => a.LiveMemberships);
    }
}

internal sealed class MembershipConfiguration : IEntityTypeConfiguration<Membership>
{
    public void Configure(EntityTypeBuilder<Membership> builder)
    {
        builder.ToTable("Memberships");
        builder.Property(m => m.Id).ValueGeneratedNever();
        // A change of role ends one row and adds another. EF Core sends a table's updates before its inserts, as the index needs it.
        builder.HasIndex(m => new { m.AccountId, m.OrganisationId }).IsUnique()
            .HasFilter($"\"{nameof(Membership.EndedAt)}\" IS NULL").HasDatabaseName("UX_Memberships_AccountId_OrganisationId_Live");
        // The unique index serves those who look for the live ones; this one serves the foreign key and the account's history.
        builder.HasIndex(m => m.AccountId).HasDatabaseName("IX_Memberships_AccountId");
        builder.HasOne(m => m.Organisation).WithMany().HasForeignKey(m => m.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}
