using ZorgId.Core.Accounts;

namespace ZorgId.Core.Users;

/// <summary>A row of the overview: one person at one organisation.</summary>
/// <param name="Role">At this organisation.</param>
/// <param name="RegisteredAt">UTC.</param>
/// <param name="RegisteredBy">The beheerder's name; null for the operator.</param>
/// <param name="Acts">What this actor may do to the account, or ask for.</param>
/// <param name="Qr">The QR that was shown last, where there is something to tell of it.</param>
public sealed record UserRow(
    AccountId AccountId, OrganisationId OrganisationId, string FullName, BirthDate BirthDate, string Organisation,
    Role Role, UserStatus Status, DateTime RegisteredAt, string? RegisteredBy, AccountAct Acts, LatestQr? Qr = null)
{
    public bool MayRenew => Acts.HasFlag(AccountAct.RenewQr);

    /// <summary>Which row it is, whatever becomes of it.</summary>
    public (AccountId, OrganisationId) Key => (AccountId, OrganisationId);
}

/// <param name="Total">Rows on all pages.</param>
public sealed record UserPage(IReadOnlyList<UserRow> Rows, int Total);
