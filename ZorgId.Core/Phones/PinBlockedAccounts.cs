namespace ZorgId.Core.Phones;

internal static class PinBlockedAccounts
{
    /// <summary>Accounts whose phone takes no PIN any more. It is a query, so that a list can filter and sort by it.</summary>
    public static IQueryable<AccountId> PinBlocked(this IQueryable<Phone> phones) =>
        phones.Where(p => p.State == PhoneState.Active && p.PinFailures >= Phone.PinTries).Select(p => p.AccountId);
}
